import type { ConnectionState } from '@fetchlight/client';

/** How the page as a whole stands; `idle` where nothing is on its way, so nothing is watched. */
export type PageConnection =
  | Exclude<ConnectionState, { phase: 'closed' | 'error' }>
  | { readonly phase: 'idle' }
  | { readonly phase: 'error'; readonly message: string };

export const idle: PageConnection = { phase: 'idle' };

/** One light for many sockets: it shows the worst of them, the longest lost first. */
export function overall(states: readonly ConnectionState[]): PageConnection {
  const offline = longestLost(states, 'offline');
  if (offline) return offline;
  const refused = states.find((state) => state.phase === 'error');
  if (refused?.phase === 'error') return { phase: 'error', message: refused.message };
  const connecting = longestLost(states, 'connecting');
  if (connecting) return connecting;
  return states.some(({ phase }) => phase === 'connected') ? { phase: 'connected' } : idle;
}

function longestLost(states: readonly ConnectionState[], phase: 'offline' | 'connecting') {
  return states
    .filter((state): state is { phase: typeof phase; since: number } => state.phase === phase)
    .sort((a, b) => a.since - b.since)[0];
}

/** Whether two look the same, so that a light does not flicker. */
export function isSameConnection(a: PageConnection, b: PageConnection): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
