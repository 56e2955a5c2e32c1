import type { ConnectionState } from '@fetchlight/client';
import { useCell } from '../../store/cell.ts';
import { useStore } from '../../store/store.ts';
import type { Entry } from '../../store/visit.ts';
import { lightOf } from './light.ts';

const DOTS = {
  live: 'bg-good',
  connecting: 'bg-accent animate-glint',
  stale: 'bg-accent animate-glint',
  offline: 'bg-danger',
  error: 'bg-danger',
} as const;

const ofConnection = (connection: ConnectionState) => connection;
const ofEntry = (entry: Entry) => entry;

/** One light for the whole page: whether what it shows is live. */
export function ConnectionStatus() {
  const { live, visit } = useStore();
  const connection = useCell(live.connection, ofConnection);
  const entry = useCell(visit.entry, ofEntry);
  if (entry.phase === 'login') return null;
  const { phase, words, hint } = lightOf(connection, entry);
  return (
    <p
      data-testid="connection-status"
      data-state={phase}
      title={hint}
      className="flex h-10 items-center gap-2 text-sm font-medium text-muted tabular-nums"
    >
      <span className={`size-2.5 rounded-full ${DOTS[phase]}`} aria-hidden="true" />
      {words}
    </p>
  );
}
