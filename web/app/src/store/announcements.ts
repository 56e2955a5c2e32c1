import { queueNotes } from '../format/queue-words.ts';
import { announcementFor, connectionNews } from './announcement-for.ts';
import { Cell } from './cell.ts';
import type { Downloads } from './downloads.ts';
import type { Live } from './live.ts';

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

/** The words for all that happens to these downloads, to the queue, and to the connection that brings it. */
export function noticesOf(downloads: Downloads, live: Live): Notices {
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
  let noted = new Set<string>();
  live.queue.subscribe(() => {
    const notes = queueNotes(live.queue.value);
    for (const { key, text } of notes) if (!noted.has(key)) say(text);
    noted = new Set(notes.map(({ key }) => key));
  });
  let trouble: string | null = null; // as it was told last, until it is over
  live.connection.subscribe(() => {
    const { value } = live.connection;
    const words = connectionNews(trouble, value);
    if (words && words !== trouble) say(words);
    if (words) trouble = value.phase === 'live' ? null : words;
  });
  return { cell, say };
}
