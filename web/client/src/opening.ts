import type { Transport } from './connection-state.ts';
import { placeOf } from './home.ts';
import type { SocketLike, Surroundings } from './surroundings.ts';
import { TicketSocket } from './ticket-socket.ts';

/** How to open either transport. */
export type Opening = Readonly<Record<Transport, () => SocketLike>>;

interface Addresses {
  /** Where the service is; the page's own origin by default. */
  readonly baseUrl: string | undefined;
  readonly socketPath: string;
  readonly streamPath: string;
  /** What was had of the stream, where it can go on from there. */
  lastEventId?(): string | null;
  /** Gets a ticket for each socket, where a page of another origin needs one. */
  readonly getTicket?: (() => Promise<string>) | undefined;
}

export function openingOf(world: Surroundings, at: Addresses): Opening {
  const address = (path: string) => placeOf(path, at.baseUrl);
  return {
    socket() {
      const url = address(at.socketPath);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      if (!at.getTicket) return world.openSocket(url.href);
      return new TicketSocket(at.getTicket, (ticket) => {
        url.searchParams.set('ticket', ticket);
        return world.openSocket(url.href);
      });
    },
    stream: () => world.openStream(address(at.streamPath).href, at.lastEventId?.() ?? null),
  };
}
