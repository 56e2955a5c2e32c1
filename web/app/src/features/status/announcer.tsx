import type { Notice } from '../../store/announcements.ts';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';

const all = (notices: readonly Notice[]) => notices;

/** Tells screen readers what happens, politely. It is the only live region of the page. */
export function Announcer() {
  const notices = useCell(useStore().notices.cell, all);
  return (
    <div className="sr-only" aria-live="polite" aria-relevant="additions" data-testid="announcer">
      {notices.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
