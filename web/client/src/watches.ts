import { DownloadSocket } from './download-socket.ts';
import { browserSurroundings, type Surroundings } from './surroundings.ts';
import type { Watches, WatchSnapshot } from './watch.ts';

/** One socket a job at `/ws/download/{jobId}`; `baseUrl` is the page's own origin by default. */
export function createWatches(
  baseUrl?: string,
  world: Surroundings = browserSurroundings,
): Watches {
  const sockets = new Map<string, DownloadSocket>();

  function socketFor(jobId: string): DownloadSocket {
    const known = sockets.get(jobId);
    if (known) return known;
    const base = new URL(baseUrl ?? location.origin);
    base.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
    const url = new URL(`/ws/download/${encodeURIComponent(jobId)}`, base);
    const made = new DownloadSocket(url.href, world, () => sockets.delete(jobId));
    sockets.set(jobId, made);
    return made;
  }

  return {
    watch(jobId) {
      let last: WatchSnapshot | null = null;
      return {
        // Views that only look keep no socket; the map holds what somebody listens to.
        subscribe: (listener) => socketFor(jobId).subscribe(listener),
        getSnapshot() {
          last = sockets.get(jobId)?.getSnapshot() ?? last ?? unwatched(world);
          return last;
        },
      };
    },
    wake() {
      for (const socket of sockets.values()) socket.wake();
    },
  };
}

function unwatched(world: Surroundings): WatchSnapshot {
  return { seen: null, connection: { phase: 'connecting', since: world.now() } };
}
