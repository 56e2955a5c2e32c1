import { Arriving } from './features/arriving/arriving.tsx';
import { Library } from './features/library/library.tsx';
import { ListCard } from './features/lists/list-card.tsx';
import { QueueStatus } from './features/queue/queue-status.tsx';
import { RetryFailed } from './features/queue/retry-failed.tsx';
import { Unreachable } from './features/status/unreachable.tsx';
import { useCell } from './store/cell.ts';
import type { Shelf } from './store/shelf.ts';
import { useStore } from './store/store.ts';
import type { Entry } from './store/visit.ts';
import { Glide } from './ui/glide.tsx';
import { Notice } from './ui/notice.tsx';
import { Skeleton } from './ui/skeleton.tsx';

const orderOf = (shelf: Shelf) => [...shelf.activeIds, '|', ...shelf.finishedIds].join();
const arrivingOf = (shelf: Shelf) => shelf.activeIds.length;
const phaseOf = (entry: Entry) => entry.phase;

/**
 * What is on its way and below it what has ended, in one column: a download that arrives stays where
 * it is. Where there is neither, why.
 */
export function Shelves() {
  const { downloads, visit } = useStore();
  const order = useCell(downloads.shelf, orderOf);
  const arriving = useCell(downloads.shelf, arrivingOf);
  const phase = useCell(visit.entry, phaseOf);
  if (order !== '|') {
    return (
      <>
        <div className="mb-2 flex min-h-10 flex-wrap items-center justify-between gap-x-3">
          <h2 className="mr-auto text-lg font-semibold tracking-tight">Downloads</h2>
          {arriving > 0 && <p className="text-sm text-muted tabular-nums">{arriving} on the way</p>}
          <RetryFailed />
        </div>
        <QueueStatus />
        <Glide order={order}>
          <Arriving listCard={ListCard} />
          <Library listCard={ListCard} />
        </Glide>
      </>
    );
  }
  if (phase === 'loading') return <Skeleton />;
  if (phase === 'unreachable') return <Unreachable />;
  return (
    <Notice icon="film" heading="Nothing here yet">
      <p>
        Paste the link of a video or a song above and press Enter. You can watch it arrive, and keep
        it here.
      </p>
    </Notice>
  );
}
