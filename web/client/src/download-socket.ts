import { isFinished } from './connection-state.ts';
import { drawTicket, isNewer } from './download.ts';
import type { ServerFrame } from './frame.ts';
import { Listeners } from './listeners.ts';
import { openingOf } from './opening.ts';
import { ReconnectingConnection } from './reconnecting-connection.ts';
import { browserSurroundings, type Surroundings } from './surroundings.ts';
import type { Watch, WatchSnapshot } from './watch.ts';

/**
 * Watches one download over a connection of its own, to its end. It connects with the first listener
 * and lets go a moment after the last; a listener that comes after the end connects it anew.
 */
export class DownloadSocket implements Watch {
  readonly #world: Surroundings;
  readonly #baseUrl: string;
  readonly #jobId: string;
  readonly #listeners: Listeners;
  #connection: ReconnectingConnection | null = null;
  #snapshot: WatchSnapshot;
  #ticket = 0;

  constructor(baseUrl: string, jobId: string, world: Surroundings = browserSurroundings) {
    this.#baseUrl = baseUrl;
    this.#jobId = jobId;
    this.#world = world;
    const start = () => this.#start();
    const close = () => this.close();
    this.#listeners = new Listeners(world.after, start, close);
    const since = world.now();
    this.#snapshot = { seen: null, connection: { phase: 'connecting', since, isOffline: false } };
  }

  readonly getSnapshot = (): WatchSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  /** Tries now rather than later. */
  wake(): void {
    this.#connection?.wake();
  }

  close(): void {
    this.#connection?.stop();
    this.#connection = null;
  }

  #start(): void {
    if (this.#connection) return;
    this.#connection = new ReconnectingConnection(this.#opening(), this.#world, {
      onState: (connection) => {
        if (connection.phase === 'live') this.#ticket = drawTicket();
        if (isFinished(connection)) this.#connection = null;
        this.#tell({ ...this.#snapshot, connection });
      },
      onFrame: (frame) => this.#hear(frame),
    });
    this.#connection.start();
  }

  #opening() {
    const id = encodeURIComponent(this.#jobId);
    return openingOf(this.#world, {
      baseUrl: this.#baseUrl,
      socketPath: `/ws/download/${id}`,
      streamPath: `/api/download/${id}/events`,
      lastEventId: () => this.#snapshot.seen?.download.version.toString() ?? null,
    });
  }

  #hear(frame: ServerFrame): void {
    if (frame.type !== 'status') return;
    const seen = { download: frame.data, ticket: this.#ticket };
    if (isNewer(seen, this.#snapshot.seen)) this.#tell({ ...this.#snapshot, seen });
  }

  #tell(snapshot: WatchSnapshot): void {
    this.#snapshot = snapshot;
    this.#listeners.tell();
  }
}
