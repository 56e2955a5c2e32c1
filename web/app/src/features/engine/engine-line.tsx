import type { Engine, Health } from '@fetchlight/client';
import { useEffect, useState } from 'react';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';
import type { Entry } from '../../store/visit.ts';
import { Button } from '../../ui/button.tsx';
import { useTask } from '../../ui/use-task.ts';
import { EngineFacts } from './engine-facts.tsx';

const isReady = (entry: Entry) => entry.phase === 'ready';
const engineItself = (engine: Engine | null) => engine;
const healthItself = (health: Health | null) => health;

/** What downloads are made with, how updates of it stand, and a button that asks for a newer one. */
export function EngineLine() {
  const { engine, tools, visit } = useStore();
  const ready = useCell(visit.entry, isReady);
  const state = useCell(engine.state, engineItself);
  const parts = useCell(tools.health, healthItself)?.parts ?? [];
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
    <div
      data-testid="engine"
      className="flex max-w-full flex-wrap items-center justify-center gap-x-2"
    >
      <EngineFacts state={state} parts={parts} />
      {state.channel !== 'off' && (
        <Button
          look="quiet"
          className="text-xs"
          isBusy={busy || update.isBusy}
          onClick={() => busy || update.run()}
        >
          Update yt-dlp
        </Button>
      )}
      <span role="status" className="basis-full empty:hidden wrap-anywhere">
        {tells}
      </span>
    </div>
  );
}
