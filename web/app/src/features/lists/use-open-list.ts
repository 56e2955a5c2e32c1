import { useCallback } from 'react';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';

/** Whether the entries of a list are shown, and how to change that. */
export function useOpenList(jobId: string): [isOpen: boolean, setOpen: (isOpen: boolean) => void] {
  const { openLists } = useStore();
  const isOpen = useCell(
    openLists,
    useCallback((open: ReadonlySet<string>) => open.has(jobId), [jobId]),
  );
  const setOpen = (opens: boolean) => {
    const next = new Set(openLists.value);
    if (opens) next.add(jobId);
    else next.delete(jobId);
    openLists.set(next);
  };
  return [isOpen, setOpen];
}
