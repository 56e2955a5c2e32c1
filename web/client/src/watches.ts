import { createApi } from './api.ts';
import { drawTicket } from './download.ts';
import type { Download } from './generated/schemas.ts';
import { JobEntry } from './job-entry.ts';
import { Listeners } from './listeners.ts';
import { openingOf } from './opening.ts';
import { ProblemError } from './problem-error.ts';
import { SharedConnection } from './shared-connection.ts';
import { browserSurroundings, type Surroundings } from './surroundings.ts';
import type { Watches, WatchSnapshot } from './watch.ts';

/**
 * Watches over one connection at `/ws`, which stands while anybody listens.
 * @param baseUrl the page's own origin by default
 * @param getDownload reads one download, for a connection that cannot be asked
 * @param getTicket gets a ticket for each socket, where this page is of another origin
 */
export function createWatches(
  baseUrl?: string,
  world: Surroundings = browserSurroundings,
  getDownload: (jobId: string) => Promise<Download> = createApi(baseUrl ? { baseUrl } : {}).get,
  getTicket?: () => Promise<string>,
): Watches {
  const onlookers = new Set<() => void>();
  const paths = { socketPath: '/ws', streamPath: '/api/events' };
  const opening = openingOf(world, { baseUrl, getTicket, ...paths });
  const shared = new SharedConnection(opening, world, {
    onState() {
      for (const look of [...onlookers]) look();
    },
    onRead: (jobId) => void read(jobId),
  });
  const { jobs, feeds } = shared.audience;

  function entryFor(jobId: string): JobEntry {
    const known = jobs.get(jobId);
    if (known) return known;
    const onNeeded = () => shared.audienceChanged();
    const listeners = new Listeners(world.after, onNeeded, () => {
      jobs.delete(jobId);
      shared.audienceChanged();
    });
    const made = new JobEntry(listeners, shared.state);
    jobs.set(jobId, made);
    return made;
  }

  async function read(jobId: string): Promise<void> {
    const ticket = drawTicket();
    try {
      jobs.get(jobId)?.see({ download: await getDownload(jobId), ticket });
    } catch (error) {
      // Anything else shows on the connection too, and the next one asks again.
      if (error instanceof ProblemError && error.status === 404) {
        jobs.get(jobId)?.refuse(4404, error.message);
      }
    }
  }

  return {
    watch(jobId) {
      let last: WatchSnapshot | null = null;
      return {
        // Views that only look are no audience; the map holds what somebody listens to.
        subscribe: (listener) => entryFor(jobId).listeners.subscribe(listener),
        getSnapshot() {
          last = jobs.get(jobId)?.snapshot ?? last ?? { seen: null, connection: shared.state };
          return last;
        },
      };
    },
    feed(listener) {
      feeds.add(listener);
      shared.audienceChanged();
      return () => {
        if (feeds.delete(listener)) shared.audienceChanged();
      };
    },
    connection: {
      subscribe(listener) {
        onlookers.add(listener);
        return () => onlookers.delete(listener);
      },
      getSnapshot: () => shared.state,
    },
    wake: () => shared.wake(),
  };
}
