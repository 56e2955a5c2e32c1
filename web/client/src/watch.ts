import type { ConnectionState } from './connection-state.ts';
import type { Sighting } from './download.ts';
import type { Download, Queue } from './generated/schemas.ts';

/** What is known of one watched download; a new object on every change. */
export interface WatchSnapshot {
  readonly seen: Sighting | null;
  readonly connection: ConnectionState;
}

/** Something to look at, in the form that React's useSyncExternalStore takes. */
export interface Observable<T> {
  subscribe(listener: () => void): () => void;
  getSnapshot(): T;
}

export type Watch = Observable<WatchSnapshot>;

/** Somebody who is told of every download that there is, and keeps what was told. */
export interface FeedListener {
  /** What it shows, the most important first: only what is newer is told again, and what is gone. */
  known(): Iterable<Download>;
  onSeen(seen: Sighting): void;
  onRemoved(jobId: string): void;
  /** What holds the queue up now. */
  onQueue?(queue: Queue): void;
  /**
   * What happened while away cannot be told: all that is shown with a ticket under this one has to be
   * asked for anew.
   */
  onGap(ticket: number): void;
}

/** Where views get downloads watched; one connection stands behind all of it. */
export interface Watches {
  watch(jobId: string): Watch;
  /** Listens to all downloads until the answer is called. */
  feed(listener: FeedListener): () => void;
  /** How the connection stands; to look at it does not open it. */
  readonly connection: Observable<ConnectionState>;
  /** Tries a lost connection now rather than later. */
  wake(): void;
}
