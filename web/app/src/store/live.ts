import type { ConnectionState, Queue, Sighting, Watches } from '@fetchlight/client';
import { Cell } from './cell.ts';
import type { Downloads } from './downloads.ts';
import type { ServerClock } from './server-clock.ts';

const SIGNED_OUT = 4401;

interface LiveEvents {
  /** All that was seen with a ticket under this one has to be read anew. */
  onGap(ticket: number): void;
  onSignedOut(): void;
}

/** Keeps the downloads true over one connection, and tells how it stands. */
export class Live {
  readonly connection: Cell<ConnectionState>;
  /** What holds the queue up; null before the service has told. */
  readonly queue = new Cell<Queue | null>(null);
  readonly #watches: Watches;
  readonly #downloads: Downloads;
  readonly #clock: ServerClock;
  readonly #events: LiveEvents;
  #leave: (() => void) | null = null;

  constructor(watches: Watches, downloads: Downloads, clock: ServerClock, events: LiveEvents) {
    this.#watches = watches;
    this.#downloads = downloads;
    this.#clock = clock;
    this.#events = events;
    this.connection = new Cell(watches.connection.getSnapshot());
    watches.connection.subscribe(() => this.#look());
  }

  /** From now on; again and again does no harm. */
  follow(): void {
    this.#leave ??= this.#watches.feed({
      known: () => this.#downloads.all,
      onSeen: (seen) => this.#see(seen),
      onRemoved: (jobId) => this.#downloads.strike(jobId),
      onQueue: (queue) => this.queue.set(queue),
      onGap: (ticket) => this.#events.onGap(ticket),
    });
  }

  leave(): void {
    this.#leave?.();
    this.#leave = null;
    this.queue.set(null);
  }

  #see(seen: Sighting): void {
    this.#clock.hear(seen.download.updatedAt);
    this.#downloads.see(seen);
  }

  #look(): void {
    const state = this.#watches.connection.getSnapshot();
    this.connection.set(state);
    if (state.phase === 'error' && state.code === SIGNED_OUT) this.#events.onSignedOut();
  }
}

/** Whether what is shown may be older than it looks; before the first connection it has just been read. */
export function isStale(state: ConnectionState): boolean {
  return state.phase !== 'live' && !(state.phase === 'connecting' && !state.isOffline);
}
