import type { Download } from '@fetchlight/client';
import { titleOf } from '../format/title.ts';
import { Cell } from './cell.ts';
import type { Downloads } from './downloads.ts';
import type { PageConnection } from './page-connection.ts';

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

/** What of a change is worth a word: start, each quarter, the end. Null where nothing is. */
export function announcementFor(before: Download | undefined, after: Download): string | null {
  if (!before || before.epoch !== after.epoch) return null;
  const title = titleOf(after);
  if (before.status !== after.status) {
    switch (after.status) {
      case 'processing':
        return `Started: ${title}`;
      case 'completed':
        return `Finished: ${title}`;
      case 'failed':
        return `Failed: ${title}. ${after.error ?? ''}`.trimEnd();
      case 'cancelled':
        return `Cancelled: ${title}`;
      case 'queued':
        return `Waiting for its turn: ${title}`;
    }
  }
  if (after.status !== 'processing') return null;
  const passed = MILESTONES.find((mark) => before.progress < mark && after.progress >= mark);
  return passed ? `${passed} percent: ${title}` : null;
}

/** A lost connection is worth a word once it lasts, and so is its return. */
export function connectionNews(before: PageConnection, after: PageConnection): string | null {
  if (after.phase === before.phase) return null;
  if (after.phase === 'offline') return 'No connection. Trying again.';
  if (after.phase === 'error') return after.message;
  return before.phase === 'offline' && after.phase === 'connected' ? 'Connected again.' : null;
}

/** The words for all that happens to these downloads. */
export function noticesOf(downloads: Downloads): Notices {
  const cell = new Cell<readonly Notice[]>([]);
  let lastId = 0;
  const say = (text: string) => {
    lastId += 1;
    cell.set([...cell.value, { id: lastId, text }].slice(-KEPT));
  };
  const sayIfAny = (text: string | null) => text && say(text);

  let shown = downloads.shelf.value.sightings;
  downloads.shelf.subscribe(() => {
    const before = shown;
    shown = downloads.shelf.value.sightings;
    for (const [jobId, { download }] of shown) {
      const known = before.get(jobId)?.download;
      if (known !== download) sayIfAny(announcementFor(known, download));
    }
  });
  let light = downloads.connection.value;
  downloads.connection.subscribe(() => {
    const next = downloads.connection.value;
    if (next.phase === 'connecting') return; // not yet news: it is between two states
    sayIfAny(connectionNews(light, next));
    light = next;
  });
  return { cell, say };
}
