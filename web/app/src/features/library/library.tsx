import { useCell } from '../../store/cell.ts';
import type { Shelf } from '../../store/shelf.ts';
import { useStore } from '../../store/store.ts';
import type { Entry } from '../../store/visit.ts';
import { Button } from '../../ui/button.tsx';
import { SectionHeading } from '../../ui/section-heading.tsx';
import { useTask } from '../../ui/use-task.ts';
import { FinishedCard } from './finished-card.tsx';

const finishedIds = (shelf: Shelf) => shelf.finishedIds;
const hasMore = (entry: Entry) => entry.phase === 'ready' && entry.nextCursor !== null;

/** The downloads that have ended, newest first. */
export function Library() {
  const { downloads, visit } = useStore();
  const jobIds = useCell(downloads.shelf, finishedIds);
  const isMore = useCell(visit.entry, hasMore);
  const more = useTask(visit.showMore);
  if (jobIds.length === 0 && !isMore) return null;
  return (
    <section aria-labelledby="library">
      <SectionHeading id="library">Library</SectionHeading>
      <ul className="grid gap-3">
        {jobIds.map((jobId) => (
          <FinishedCard key={jobId} jobId={jobId} />
        ))}
      </ul>
      {isMore && (
        <div className="grid justify-items-center gap-2 pt-5">
          <Button disabled={more.isBusy} onClick={() => more.run()}>
            {more.isBusy ? 'Loading…' : 'Show more'}
          </Button>
          {more.error && <p className="text-sm text-danger">{more.error}</p>}
        </div>
      )}
    </section>
  );
}
