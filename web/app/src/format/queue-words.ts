import type { Queue } from '@fetchlight/client';
import { formatBytes, formatTime } from './numbers.ts';

/** One thing that holds the queue up; `key` stays while it does. */
export interface QueueNote {
  readonly key: string;
  readonly text: string;
  /** More about it, for a pointer that rests on it. */
  readonly hint: string;
  /** The site that is waited for, where somebody may not want to. */
  readonly site?: string;
}

/** What holds the queue up, in words. */
export function queueNotes(queue: Queue | null): QueueNote[] {
  if (!queue) return [];
  const { waitingForSpace, crowded, freeSpace, minFreeSpace, sites } = queue;
  const needed = minFreeSpace > 0 ? `, ${formatBytes(minFreeSpace)} needed` : '';
  const space = crowded
    ? 'the disk can take no more files'
    : `${formatBytes(freeSpace)} free${needed}`;
  return [
    ...(waitingForSpace
      ? [{ key: 'space', text: `Waiting for disk space: ${space}.`, hint: '' }]
      : []),
    ...sites.map(({ site, login, until, reason }) => ({
      key: login ? `${site} login` : site,
      text: `${site} asked ${login ? 'your login there ' : ''}for a rest until ${formatTime(until)}.`,
      hint: reason,
      site,
    })),
  ];
}
