import { useCallback, useRef, useState } from 'react';

/** One thing that a button does: whether it runs, what went wrong, and how to start it. */
export interface Task<Args extends unknown[]> {
  readonly isBusy: boolean;
  readonly error: string | null;
  readonly run: (...args: Args) => Promise<void>;
}

/** Runs it once at a time, and keeps the sentence of a failure until the next run. */
export function useTask<Args extends unknown[]>(
  work: (...args: Args) => Promise<void>,
): Task<Args> {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isRunning = useRef(false);
  const run = useCallback(
    async (...args: Args) => {
      if (isRunning.current) return;
      isRunning.current = true;
      setBusy(true);
      setError(null);
      try {
        await work(...args);
      } catch (failure) {
        setError(failure instanceof Error ? failure.message : 'That did not work.');
      } finally {
        isRunning.current = false;
        setBusy(false);
      }
    },
    [work],
  );
  return { isBusy, error, run };
}
