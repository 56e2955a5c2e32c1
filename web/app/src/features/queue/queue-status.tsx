import type { Queue } from '@fetchlight/client';
import { queueNotes } from '../../format/queue-words.ts';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';
import { Icon } from '../../ui/icon.tsx';
import { EndRest } from './end-rest.tsx';

const itself = (queue: Queue | null) => queue;

/** What holds the queue up, where something does. */
export function QueueStatus() {
  const notes = queueNotes(useCell(useStore().live.queue, itself));
  if (notes.length === 0) return null;
  return (
    <ul aria-label="What holds the queue up" className="mb-3 grid gap-2">
      {notes.map(({ key, text, hint, site }) => (
        <li
          key={key}
          title={hint}
          className="flex flex-wrap items-center gap-x-2.5 rounded-xl bg-sunken px-4 py-2.5 text-sm leading-5"
        >
          <Icon name="wait" className="size-5 text-accent-strong" /> {text}
          {site && <EndRest site={site} />}
        </li>
      ))}
    </ul>
  );
}
