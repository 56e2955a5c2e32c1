import type { Download } from '@fetchlight/client';
import { useCallback, useEffect, useState } from 'react';
import { titleOf } from '../../format/title.ts';
import { useCell } from '../../store/cell.ts';
import type { Shelf } from '../../store/shelf.ts';
import { useStore } from '../../store/store.ts';
import { ListEntry } from './list-entry.tsx';

const none: readonly string[] = [];

/** The downloads of a list in its order. */
export function ListEntries({ list }: { list: Download }) {
  const { jobId } = list;
  const jobIds = useCell(
    useStore().downloads.shelf,
    useCallback((shelf: Shelf) => shelf.childIds.get(jobId) ?? none, [jobId]),
  );
  // What a list that is still being read brings comes by itself.
  const isIncomplete = !list.list?.expanding && jobIds.length < (list.list?.total ?? 0);
  const problem = useList(jobId, isIncomplete);
  return (
    <>
      {problem && <p className="pt-3 text-sm text-danger">{problem}</p>}
      <ul
        id={`entries-${jobId}`}
        aria-label={`Entries of ${titleOf(list)}`}
        className="mt-3 max-h-[29.5rem] overflow-y-auto overscroll-contain border-t border-line"
      >
        {jobIds.map((each, index) => (
          <ListEntry key={each} jobId={each} place={index + 1} />
        ))}
      </ul>
    </>
  );
}

/** Reads the downloads of a list that the page does not know; the answer is what went wrong. */
function useList(jobId: string, isIncomplete: boolean): string | null {
  const { history } = useStore().downloads;
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (!isIncomplete) return;
    const shown = new AbortController();
    history.readList(jobId, shown.signal).then(
      () => setProblem(null),
      (failure: unknown) => setProblem(failure instanceof Error ? failure.message : 'No answer.'),
    );
    return () => shown.abort();
  }, [history, jobId, isIncomplete]);
  return problem;
}
