import type { Engine } from '@fetchlight/client';
import { useEffect, useState } from 'react';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';
import type { Entry } from '../../store/visit.ts';
import { Button } from '../../ui/button.tsx';
import { useTask } from '../../ui/use-task.ts';

const isReady = (entry: Entry) => entry.phase === 'ready';
const itself = (engine: Engine | null) => engine;

/** Which yt-dlp is in use, how its updates stand in words, and a button that asks for a newer one. */
export function EngineLine() {
  const { engine, visit } = useStore();
  const ready = useCell(visit.entry, isReady);
  const state = useCell(engine.state, itself);
  const [asked, setAsked] = useState(false);
  const update = useTask(async () => {
    await engine.update();
    setAsked(true);
  });
  useEffect(() => {
    if (!ready) return;
    void engine.load();
    return engine.leave;
  }, [engine, ready]);
  if (!ready || !state) return null;
  const busy = state.activity !== 'idle';
  const tells = update.error ?? (busy || asked ? state.sentence : null);
  return (
    <p data-testid="engine" className="flex flex-wrap items-center justify-center gap-x-2">
      <span title={state.sentence}>{state.version ? `yt-dlp ${state.version}` : 'No yt-dlp'}</span>
      {state.channel !== 'off' && (
        <Button look="quiet" isBusy={busy || update.isBusy} onClick={() => busy || update.run()}>
          Update
        </Button>
      )}
      <span role="status">{tells}</span>
    </p>
  );
}
