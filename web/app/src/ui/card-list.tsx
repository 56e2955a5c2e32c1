import type { ComponentType } from 'react';
import { useDownload } from './use-download.ts';

/** Shows one download, whatever state it is in. */
export type CardOf = ComponentType<{ jobId: string }>;

interface CardListProps {
  readonly label: string;
  readonly jobIds: readonly string[];
  readonly card: CardOf;
  /** For those that are lists of downloads. */
  readonly listCard: CardOf;
}

/** A named list of cards; without any it takes no room. */
export function CardList({ label, jobIds, card, listCard }: CardListProps) {
  if (jobIds.length === 0) return null;
  return (
    <section aria-label={label}>
      <ul className="grid grid-cols-1 gap-3">
        {jobIds.map((jobId) => (
          <Fitting key={jobId} jobId={jobId} card={card} listCard={listCard} />
        ))}
      </ul>
    </section>
  );
}

type FittingProps = Pick<CardListProps, 'card' | 'listCard'> & { readonly jobId: string };

function Fitting({ jobId, card: PlainCard, listCard: ListCard }: FittingProps) {
  return useDownload(jobId)?.list ? <ListCard jobId={jobId} /> : <PlainCard jobId={jobId} />;
}
