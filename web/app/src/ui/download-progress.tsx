import type { Download, Queue } from '@fetchlight/client';
import { countWords, isMeasured, paceWords, stageWords } from '../format/progress-words.ts';
import { titleOf } from '../format/title.ts';
import { useCell } from '../store/cell.ts';
import { isStale } from '../store/live.ts';
import { useStore } from '../store/store.ts';
import { ProgressBar } from './progress-bar.tsx';
import { useSecondsSince } from './use-seconds-since.ts';

const itself = (queue: Queue | null) => queue;

/** How far a download on its way is, or a list of them. */
export function DownloadProgress({ download }: { download: Download }) {
  const { live } = useStore();
  const stale = useCell(live.connection, isStale);
  const queue = useCell(live.queue, itself);
  const silence = useSecondsSince(stale ? null : download.stalledSince);
  const stage = silence === null ? stageWords(download, queue) : `No data for ${silence} s`;
  const counts = countWords(download);
  return (
    <ProgressBar
      label={`Progress of ${titleOf(download)}`}
      percent={isMeasured(download) ? download.progress : null}
      words={stale ? `${stage}, not live` : stage}
      pace={counts ? [counts] : stale ? [] : paceWords(download)}
      isResting={download.status === 'queued'}
      isStale={stale}
    />
  );
}
