import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { useTask } from '../../ui/use-task.ts';

/** Waits no longer for a site that asked for a rest. */
export function EndRest({ site }: { readonly site: string }) {
  const { actions } = useStore();
  const task = useTask(() => actions.endRest(site));
  return (
    <span className="-my-2.5 ml-auto flex items-center gap-2">
      {task.error && <span className="text-danger">{task.error}</span>}
      <Button
        look="quiet"
        aria-label={`Go on now with ${site}`}
        isBusy={task.isBusy}
        onClick={() => task.run()}
      >
        Go on now
      </Button>
    </span>
  );
}
