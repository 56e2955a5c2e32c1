import type { ComponentType } from 'react';

interface CardListProps {
  readonly label: string;
  readonly jobIds: readonly string[];
  readonly card: ComponentType<{ jobId: string }>;
}

/** A named list of cards; without any it takes no room. */
export function CardList({ label, jobIds, card: CardOf }: CardListProps) {
  if (jobIds.length === 0) return null;
  return (
    <section aria-label={label}>
      <ul className="grid gap-3">
        {jobIds.map((jobId) => (
          <CardOf key={jobId} jobId={jobId} />
        ))}
      </ul>
    </section>
  );
}
