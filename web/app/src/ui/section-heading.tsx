import type { ReactNode } from 'react';

interface SectionHeadingProps {
  readonly id: string;
  readonly count?: number;
  readonly children: ReactNode;
}

export function SectionHeading({ id, count, children }: SectionHeadingProps) {
  return (
    <h2
      id={id}
      data-glide={`heading-${id}`}
      tabIndex={-1}
      className="flex items-center gap-2 pb-3 text-lg font-semibold tracking-tight"
    >
      {children}
      {count !== undefined && (
        <span className="rounded-full bg-sunken px-2 py-0.5 text-xs font-semibold text-muted tabular-nums">
          {count}
        </span>
      )}
    </h2>
  );
}
