import type { ConnectionState } from '@fetchlight/client';
import { formatMoment } from '../../format/numbers.ts';
import type { Entry } from '../../store/visit.ts';

/** How the light shines, what stands beside it, and what a pointer over it learns. */
export interface Light {
  readonly phase: 'live' | 'connecting' | 'stale' | 'offline' | 'error';
  readonly words: string;
  readonly hint: string;
}

const AGAIN = 'Trying again by itself';

export function lightOf(connection: ConnectionState, entry: Entry): Light {
  if (entry.phase === 'unreachable') return offline(entry.since, AGAIN);
  switch (connection.phase) {
    case 'live':
      return { phase: 'live', words: 'Live', hint: HOW[connection.transport] };
    case 'connecting':
      return connection.isOffline
        ? offline(connection.since, AGAIN)
        : { phase: 'connecting', words: 'Connecting', hint: '' };
    case 'stale':
      return connection.isOffline
        ? offline(connection.since, `${AGAIN}; this page shows what it knew then`)
        : { phase: 'stale', words: `Stale since ${moment(connection.since)}`, hint: AGAIN };
    case 'closed':
      return { phase: 'error', words: 'Not live', hint: 'The service ended the connection.' };
    case 'error':
      return { phase: 'error', words: 'Not live', hint: connection.message };
  }
}

const HOW = {
  socket: 'Changes show at once',
  stream:
    'Changes show at once, by an event stream: something on the way lets no WebSocket through',
} as const;

function offline(since: number, hint: string): Light {
  return { phase: 'offline', words: `Offline since ${moment(since)}`, hint };
}

function moment(time: number): string {
  return formatMoment(new Date(time).toISOString());
}
