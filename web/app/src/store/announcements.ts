import type { ConnectionState, Download } from '@fetchlight/client';
import { titleOf } from '../format/title.ts';
import { Cell } from './cell.ts';
import type { Downloads } from './downloads.ts';

const MILESTONES = [75, 50, 25];
const KEPT = 4;

/** What screen readers are told, oldest first. */
export interface Notice {
  readonly id: number;
  readonly text: string;
}

export interface Notices {
  readonly cell: Cell<readonly Notice[]>;
  say(text: string): void;
}

/**
 * What of a change is worth a word: the end, and of what was asked for here also the start and each
 * quarter. Null where nothing is.
 */
export function announcementFor(
  before: Download | undefined,
  after: Download,
  isOwn: boolean,
): string | null {
  if (!before || before.epoch !== after.epoch) return null;
  const title = titleOf(after);
  if (before.status !== after.status) {
    switch (after.status) {
      case 'processing':
        return isOwn ? `Started: ${title}` : null;
      case 'completed':
        return `Finished: ${title}`;
      case 'failed':
        return `Failed: ${title}. ${after.error ?? ''}`.trimEnd();
      case 'cancelled':
        return `Cancelled: ${title}`;
      case 'queued':
        return isOwn ? `Waiting for its turn: ${title}` : null;
    }
  }
  if (after.status !== 'processing' || !isOwn) return null;
  const passed = MILESTONES.find((mark) => before.progress < mark && after.progress >= mark);
  return passed ? `${passed} percent: ${title}` : null;
}

/** A lost connection is worth a word once it lasts, and then so is its return. */
export function connectionNews(last: string | null, state: ConnectionState): string | null {
  if (state.phase === 'error') return state.message;
  if ('isOffline' in state && state.isOffline) return 'No connection. Trying again.';
  return last !== null && state.phase === 'live' ? 'Connected again.' : null;
}

/** The words for all that happens to these downloads, and to the connection that brings it. */
export function noticesOf(downloads: Downloads, connection: Cell<ConnectionState>): Notices {
  const cell = new Cell<readonly Notice[]>([]);
  let lastId = 0;
  const say = (text: string) => {
    lastId += 1;
    cell.set([...cell.value, { id: lastId, text }].slice(-KEPT));
  };

  let shown = downloads.shelf.value.sightings;
  downloads.shelf.subscribe(() => {
    const before = shown;
    shown = downloads.shelf.value.sightings;
    for (const [jobId, { download }] of shown) {
      const known = before.get(jobId)?.download;
      if (known === download) continue;
      const words = announcementFor(known, download, downloads.own.has(jobId));
      if (words) say(words);
    }
  });
  let trouble: string | null = null; // as it was told last, until it is over
  connection.subscribe(() => {
    const words = connectionNews(trouble, connection.value);
    if (words && words !== trouble) say(words);
    if (words) trouble = connection.value.phase === 'live' ? null : words;
  });
  return { cell, say };
}
