import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface NoticeProps {
  readonly icon: IconName;
  readonly heading: string;
  readonly children: ReactNode;
}

/** A quiet word in the middle of the page, where a list would be. */
export function Notice({ icon, heading, children }: NoticeProps) {
  return (
    <div className="grid justify-items-center gap-2 rounded-3xl border border-dashed border-line px-6 py-14 text-center text-muted">
      <span className="mb-2 grid size-14 place-items-center rounded-2xl bg-sunken text-accent-strong">
        <Icon name={icon} className="size-7" />
      </span>
      <h2 className="text-lg font-semibold tracking-tight text-ink">{heading}</h2>
      <div className="grid max-w-md justify-items-center gap-2 text-sm leading-6">{children}</div>
    </div>
  );
}
