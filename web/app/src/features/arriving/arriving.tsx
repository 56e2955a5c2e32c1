import { useCell } from '../../store/cell.ts';
import type { Shelf } from '../../store/shelf.ts';
import { useStore } from '../../store/store.ts';
import { SectionHeading } from '../../ui/section-heading.tsx';
import { ArrivingCard } from './arriving-card.tsx';

const activeIds = (shelf: Shelf) => shelf.activeIds;

/** The downloads on their way, newest first. */
export function Arriving() {
  const jobIds = useCell(useStore().downloads.shelf, activeIds);
  if (jobIds.length === 0) return null;
  return (
    <section aria-labelledby="arriving" className="pb-8">
      <SectionHeading id="arriving" count={jobIds.length}>
        On their way
      </SectionHeading>
      <ul className="grid gap-3">
        {jobIds.map((jobId) => (
          <ArrivingCard key={jobId} jobId={jobId} />
        ))}
      </ul>
    </section>
  );
}
