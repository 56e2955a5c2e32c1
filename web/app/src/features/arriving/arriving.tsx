import { useCell } from '../../store/cell.ts';
import type { Shelf } from '../../store/shelf.ts';
import { useStore } from '../../store/store.ts';
import { CardList, type CardOf } from '../../ui/card-list.tsx';
import { ArrivingCard } from './arriving-card.tsx';

const activeIds = (shelf: Shelf) => shelf.activeIds;

/** The downloads on their way, newest first. */
export function Arriving({ listCard }: { listCard: CardOf }) {
  const jobIds = useCell(useStore().downloads.shelf, activeIds);
  return <CardList label="On their way" jobIds={jobIds} card={ArrivingCard} listCard={listCard} />;
}
