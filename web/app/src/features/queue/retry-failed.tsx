import { useCell } from '../../store/cell.ts';
import { failures } from '../../store/shelf.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useTask } from '../../ui/use-task.ts';

/** Tries all that failed once more, where several have. */
export function RetryFailed() {
  const { actions, downloads, notices } = useStore();
  const count = useCell(downloads.shelf, failures);
  const retry = useTask(async () => {
    const retried = await actions.retryFailed();
    notices.say(retried === 1 ? 'Trying 1 download again.' : `Trying ${retried} downloads again.`);
  });
  if (count < 2 && !retry.error) return null;
  return (
    <div className="-mx-3.5 flex min-w-0 items-center gap-2">
      {retry.error && <p className="truncate text-sm text-danger">{retry.error}</p>}
      <Button look="quiet" isBusy={retry.isBusy} onClick={() => retry.run()}>
        <Icon name="retry" className="size-4" /> Retry all failed ({count})
      </Button>
    </div>
  );
}
