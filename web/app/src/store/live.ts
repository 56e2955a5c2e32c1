import type { ConnectionState, Watches } from '@fetchlight/client';
import { Cell } from './cell.ts';
import type { Downloads } from './downloads.ts';

const SIGNED_OUT = 4401;

interface LiveEvents {
  /** All that was seen with a ticket under this one has to be read anew. */
  onGap(ticket: number): void;
  onSignedOut(): void;
}

/** Keeps the downloads true over one connection, and tells how it stands. */
export class Live {
  readonly connection: Cell<ConnectionState>;
  readonly #watches: Watches;
  readonly #downloads: Downloads;
  readonly #events: LiveEvents;
  #leave: (() => void) | null = null;

  constructor(watches: Watches, downloads: Downloads, events: LiveEvents) {
    this.#watches = watches;
    this.#downloads = downloads;
    this.#events = events;
    this.connection = new Cell(watches.connection.getSnapshot());
    watches.connection.subscribe(() => this.#look());
  }

  /** From now on; again and again does no harm. */
  follow(): void {
    this.#leave ??= this.#watches.feed({
      known: () => this.#downloads.all,
      onSeen: (seen) => this.#downloads.see(seen),
      onRemoved: (jobId) => this.#downloads.strike(jobId),
      onGap: (ticket) => this.#events.onGap(ticket),
    });
  }

  leave(): void {
    this.#leave?.();
    this.#leave = null;
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
