import { formatMoment } from '../../format/numbers.ts';
import type { PageConnection } from '../../store/page-connection.ts';
import type { Entry } from '../../store/visit.ts';

/** How the light shines, what stands beside it, and what a pointer over it learns. */
export interface Light {
  readonly phase: PageConnection['phase'];
  readonly words: string;
  readonly hint: string;
}

const AGAIN = 'Trying again by itself';

export function lightOf(connection: PageConnection, entry: Entry): Light {
  if (entry.phase === 'unreachable') return offline(entry.since);
  if (entry.phase === 'loading') return { phase: 'connecting', words: 'Connecting', hint: '' };
  switch (connection.phase) {
    case 'idle':
      return { phase: 'idle', words: 'Ready', hint: 'Nothing is on its way' };
    case 'connected':
      return { phase: 'connected', words: 'Connected', hint: 'Progress is live' };
    case 'connecting':
      return { phase: 'connecting', words: 'Connecting', hint: AGAIN };
    case 'offline':
      return offline(connection.since);
    case 'error':
      return { phase: 'error', words: 'Connection error', hint: connection.message };
  }
}

function offline(since: number): Light {
  const moment = formatMoment(new Date(since).toISOString());
  return { phase: 'offline', words: `Offline since ${moment}`, hint: AGAIN };
}
