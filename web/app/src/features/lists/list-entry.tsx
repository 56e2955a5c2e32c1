import type { Queue } from '@fetchlight/client';
import { memo } from 'react';
import { titleOf } from '../../format/title.ts';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';
import { useAct } from '../../ui/use-act.ts';
import { useDownload } from '../../ui/use-download.ts';
import { EntryActions } from './entry-actions.tsx';
import { EntryBar } from './entry-bar.tsx';
import { entryWords } from './entry-words.ts';

const itself = (queue: Queue | null) => queue;

interface ListEntryProps {
  readonly jobId: string;
  /** From 1. */
  readonly place: number;
}

/** One download of a list on one line. A thousand of them are fast: what is out of sight is not drawn. */
export const ListEntry = memo(({ jobId, place }: ListEntryProps) => {
  const entry = useDownload(jobId);
  const queue = useCell(useStore().live.queue, itself);
  const { isBusy, error, run } = useAct(jobId);
  if (!entry) return null;
  const title = titleOf(entry);
  const words = error ?? entryWords(entry, queue);
  const isBad = error !== null || entry.status === 'failed';
  return (
    <li
      id={`download-${jobId}`}
      data-testid="list-entry"
      data-job-id={jobId}
      data-status={entry.status}
      aria-labelledby={`title-${jobId}`}
      tabIndex={-1}
      className="relative flex h-14 items-center gap-2 border-b border-line/60 [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto] last:border-b-0"
    >
      <span className="w-7 shrink-0 text-right text-xs text-muted tabular-nums">{place}</span>
      <span className="min-w-0 flex-1 pl-1">
        <span id={`title-${jobId}`} title={title} className="block truncate text-sm font-medium">
          {title}
        </span>
        <span
          title={words}
          className={`block truncate text-xs leading-5 tabular-nums ${isBad ? 'text-danger' : 'text-muted'}`}
        >
          {words}
        </span>
      </span>
      <EntryActions download={entry} isBusy={isBusy} onAct={run} />
      {entry.status === 'processing' && <EntryBar entry={entry} />}
    </li>
  );
});
