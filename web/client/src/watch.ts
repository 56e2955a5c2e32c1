import type { ConnectionState } from './connection-state.ts';
import type { Sighting } from './download.ts';

/** What is known of one watched download; a new object on every change. */
export interface WatchSnapshot {
  readonly seen: Sighting | null;
  readonly connection: ConnectionState;
}

/** Something that watches one download, in the form that React's useSyncExternalStore takes. */
export interface Watch {
  subscribe(listener: () => void): () => void;
  getSnapshot(): WatchSnapshot;
}

/**
 * Where views get their downloads watched: all who name the same job share one watch. How many
 * sockets stand behind it is its own affair.
 */
export interface Watches {
  watch(jobId: string): Watch;
  /** Tries every lost connection now rather than later. */
  wake(): void;
}
