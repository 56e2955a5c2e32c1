import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';
import type { Entry } from '../../store/visit.ts';
import { Button } from '../../ui/button.tsx';
import { useTask } from '../../ui/use-task.ts';

const isSignedIn = (entry: Entry) => entry.phase === 'ready';
const itself = (value: boolean) => value;

/** Forgets the session, where there is one. */
export function SignOut() {
  const { visit } = useStore();
  const tokenRequired = useCell(visit.tokenRequired, itself);
  const signedIn = useCell(visit.entry, isSignedIn);
  const leave = useTask(visit.logout);
  if (!tokenRequired || !signedIn) return null;
  return (
    <Button look="quiet" isBusy={leave.isBusy} onClick={() => leave.run()}>
      Sign out
    </Button>
  );
}
