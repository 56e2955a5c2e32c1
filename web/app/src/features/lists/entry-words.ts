import type { Download, Queue } from '@fetchlight/client';
import { troubleOf } from '../../format/failure-words.ts';
import { formatBytes, formatDuration } from '../../format/numbers.ts';
import { isMeasured, paceWords, stageWords, wholePercent } from '../../format/progress-words.ts';

/** How one download of a list stands, in one line. */
export function entryWords(entry: Download, queue: Queue | null): string {
  const { status, videoInfo, fileSize, downloadUrl, notes } = entry;
  const trouble = troubleOf(entry);
  const why = trouble && [trouble.kind, trouble.sentence].filter(Boolean).join(': ');
  switch (status) {
    case 'queued':
      return joined(stageWords(entry, queue), why);
    case 'processing': {
      const pace = paceWords(entry);
      const percent = isMeasured(entry) && `${wholePercent(entry)} %`;
      if (entry.stalledSince !== null) return joined(percent, 'No data comes');
      return joined(percent, ...(pace.length > 0 ? pace : [stageWords(entry, queue)]));
    }
    case 'completed':
      return joined(
        !downloadUrl && 'No longer kept',
        videoInfo?.duration != null && formatDuration(videoInfo.duration),
        fileSize !== null && formatBytes(fileSize),
        ...notes,
      );
    case 'failed':
      return why ?? '';
    case 'cancelled':
      return 'Cancelled';
  }
}

function joined(...words: (string | false | null)[]): string {
  return words.filter(Boolean).join(' · ');
}
