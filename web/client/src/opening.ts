import type { Transport } from './connection-state.ts';
import type { SocketLike, Surroundings } from './surroundings.ts';

/** How to open either transport. */
export type Opening = Readonly<Record<Transport, () => SocketLike>>;

interface Addresses {
  /** Where the service is; the page's own origin by default. */
  readonly baseUrl: string | undefined;
  readonly socketPath: string;
  readonly streamPath: string;
  /** What was had of the stream, where it can go on from there. */
  lastEventId?(): string | null;
}

export function openingOf(world: Surroundings, at: Addresses): Opening {
  const address = (path: string) => new URL(path, at.baseUrl ?? location.origin);
  return {
    socket() {
      const url = address(at.socketPath);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      return world.openSocket(url.href);
    },
    stream: () => world.openStream(address(at.streamPath).href, at.lastEventId?.() ?? null),
  };
}
