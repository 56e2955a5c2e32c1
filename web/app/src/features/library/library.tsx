import { useCell } from '../../store/cell.ts';
import type { Shelf } from '../../store/shelf.ts';
import { useStore } from '../../store/store.ts';
import { CardList, type CardOf } from '../../ui/card-list.tsx';
import { FinishedCard } from './finished-card.tsx';
import { ShowMore } from './show-more.tsx';

const finishedIds = (shelf: Shelf) => shelf.finishedIds;

/** The downloads that have ended, newest first. */
export function Library({ listCard }: { listCard: CardOf }) {
  const jobIds = useCell(useStore().downloads.shelf, finishedIds);
  return (
    <>
      <CardList label="Library" jobIds={jobIds} card={FinishedCard} listCard={listCard} />
      <ShowMore />
    </>
  );
}
