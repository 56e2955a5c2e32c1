import type { ConnectionState, Sighting, Watch, Watches } from '@fetchlight/client';
import type { Cell } from './cell.ts';
import { isSameConnection, overall, type PageConnection } from './page-connection.ts';

const GONE = 4404;
const SIGNED_OUT = 4401;
const TOO_MANY = 4429;

/** What a watched download leads to. */
export interface WatchEvents {
  onSeen(seen: Sighting): void;
  onGone(jobId: string): void;
  onSignedOut(): void;
  /** The service ended the watch; the download may be asked for once. */
  onEnded(jobId: string): void;
}

/** Keeps exactly the downloads that are on their way watched, and tells how the watching goes. */
export class LiveWatch {
  readonly #watches: Watches;
  readonly #light: Cell<PageConnection>;
  readonly #events: WatchEvents;
  #wanted: ReadonlySet<string> = new Set();
  readonly #held = new Map<string, { watch: Watch; leave: () => void }>();

  constructor(watches: Watches, light: Cell<PageConnection>, events: WatchEvents) {
    this.#watches = watches;
    this.#light = light;
    this.#events = events;
  }

  follow(jobIds: readonly string[]): void {
    this.#wanted = new Set(jobIds);
    for (const [jobId, { watch }] of this.#held) {
      if (!this.#wanted.has(jobId) || isCrowdedOut(watch)) this.#release(jobId);
    }
    for (const jobId of jobIds) {
      // Holding one may tell of its end at once, which changes what is wanted.
      if (this.#wanted.has(jobId) && !this.#held.has(jobId)) this.#hold(jobId);
    }
    this.#shine();
  }

  #hold(jobId: string): void {
    const watch = this.#watches.watch(jobId);
    const held = { watch, leave: () => {} };
    this.#held.set(jobId, held);
    held.leave = watch.subscribe(() => this.#read(jobId));
    this.#read(jobId);
  }

  #release(jobId: string): void {
    this.#held.get(jobId)?.leave();
    this.#held.delete(jobId);
  }

  #read(jobId: string): void {
    const held = this.#held.get(jobId);
    if (!held) return;
    const { seen, connection } = held.watch.getSnapshot();
    if (seen) this.#events.onSeen(seen);
    if (this.#held.get(jobId) === held) this.#heed(jobId, connection);
    this.#shine();
  }

  #heed(jobId: string, connection: ConnectionState): void {
    if (connection.phase === 'closed') {
      this.#release(jobId);
      this.#events.onEnded(jobId);
    }
    if (connection.phase !== 'error') return;
    if (connection.code === GONE) this.#events.onGone(jobId);
    if (connection.code === SIGNED_OUT) this.#events.onSignedOut();
  }

  #shine(): void {
    const next = overall(
      [...this.#held.values()].map(({ watch }) => watch.getSnapshot().connection),
    );
    if (!isSameConnection(next, this.#light.value)) this.#light.set(next);
  }
}

/** Refused for want of room; there may be some now. */
function isCrowdedOut(watch: Watch): boolean {
  const { connection } = watch.getSnapshot();
  return connection.phase === 'error' && connection.code === TOO_MANY;
}
