import type { Download } from '@fetchlight/client';
import { Icon } from './icon.tsx';

/** What a download came without, or came with instead. */
export function Notes({ download: { notes } }: { readonly download: Download }) {
  if (notes.length === 0) return null;
  return (
    <ul aria-label="Notes" className="mt-2 grid gap-1 text-sm leading-5 text-muted">
      {notes.map((note) => (
        <li key={note} className="flex gap-2 wrap-anywhere">
          <Icon name="info" className="mt-0.5 size-4 shrink-0" />
          {note}
        </li>
      ))}
    </ul>
  );
}
