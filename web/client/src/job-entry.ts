import { type ConnectionState, finalState } from './connection-state.ts';
import { isNewer, type Sighting } from './download.ts';
import type { Listeners } from './listeners.ts';
import type { WatchSnapshot } from './watch.ts';

/** One download that is watched over the shared connection: what is known of it, and who listens. */
export class JobEntry {
  readonly listeners: Listeners;
  #snapshot: WatchSnapshot;

  constructor(listeners: Listeners, connection: ConnectionState) {
    this.listeners = listeners;
    this.#snapshot = { seen: null, connection };
  }

  get snapshot(): WatchSnapshot {
    return this.#snapshot;
  }

  see(seen: Sighting): void {
    if (isNewer(seen, this.#snapshot.seen)) this.#tell({ ...this.#snapshot, seen });
  }

  enter(connection: ConnectionState): void {
    this.#tell({ ...this.#snapshot, connection });
  }

  /** It is not there, or may not be watched, while the connection goes on. */
  refuse(code: number, message: string | null = null): void {
    this.enter(finalState(code, message));
  }

  #tell(snapshot: WatchSnapshot): void {
    this.#snapshot = snapshot;
    this.listeners.tell();
  }
}
