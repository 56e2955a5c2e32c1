import { useCallback } from 'react';
import { type Task, useTask } from './use-task.ts';

/** Does one thing at a time with a download, and keeps what went wrong. */
export function useAct(jobId: string): Task<[action: (jobId: string) => Promise<void>]> {
  return useTask(useCallback((action: (jobId: string) => Promise<void>) => action(jobId), [jobId]));
}
