import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';
import type { Entry } from '../../store/visit.ts';
import { Button } from '../../ui/button.tsx';
import { useTask } from '../../ui/use-task.ts';

const hasMore = (entry: Entry) => entry.phase === 'ready' && entry.nextCursor !== null;

/** Goes on to older downloads, where there are any. */
export function ShowMore() {
  const { visit } = useStore();
  const isMore = useCell(visit.entry, hasMore);
  const more = useTask(visit.showMore);
  if (!isMore) return null;
  return (
    <div className="grid justify-items-center gap-2 pt-2">
      <Button isBusy={more.isBusy} onClick={() => more.run()}>
        {more.isBusy ? 'Loading…' : 'Show more'}
      </Button>
      {more.error && <p className="text-sm text-danger">{more.error}</p>}
    </div>
  );
}
