import { type ConnectionState, isFinished } from './connection-state.ts';
import { drawTicket, isNewer } from './download.ts';
import { parseFrame } from './frame.ts';
import { ReconnectingSocket } from './reconnecting-socket.ts';
import { browserSurroundings, type Surroundings } from './surroundings.ts';
import type { Watch, WatchSnapshot } from './watch.ts';

/** How long a socket outlives its last listener, so that a view may move without a new connection. */
const LINGER_MS = 1_000;

/**
 * Watches one download over its own socket. It connects with the first listener and lets go a
 * moment after the last; a listener that comes after the end connects it anew.
 */
export class DownloadSocket implements Watch {
  readonly #url: string;
  readonly #world: Surroundings;
  readonly #onIdle: () => void;
  readonly #listeners = new Set<() => void>();
  #socket: ReconnectingSocket | null = null;
  #cancelLinger: () => void = () => {};
  #snapshot: WatchSnapshot;
  #ticket = 0;
  #refusal: string | null = null;

  constructor(
    url: string,
    world: Surroundings = browserSurroundings,
    onIdle: () => void = () => {},
  ) {
    this.#url = url;
    this.#world = world;
    this.#onIdle = onIdle;
    this.#snapshot = { seen: null, connection: { phase: 'connecting', since: world.now() } };
  }

  readonly getSnapshot = (): WatchSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#cancelLinger();
    this.#listeners.add(listener);
    if (!this.#socket) this.#start();
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) {
        this.#cancelLinger = this.#world.after(LINGER_MS, () => this.close());
      }
    };
  };

  /** Tries now rather than later. */
  wake(): void {
    this.#socket?.wake();
  }

  close(): void {
    this.#cancelLinger();
    this.#socket?.stop();
    this.#socket = null;
    this.#onIdle();
  }

  #start(): void {
    this.#refusal = null;
    this.#socket = new ReconnectingSocket(this.#url, this.#world, {
      onOpening: () => {
        this.#ticket = drawTicket();
      },
      onText: (text) => this.#read(text),
      onState: (state) => this.#enter(state),
    });
    this.#socket.start();
  }

  #read(text: string): void {
    const frame = parseFrame(text);
    if (frame?.type === 'error') this.#refusal = frame.message;
    if (frame?.type !== 'status') return;
    const seen = { download: frame.data, ticket: this.#ticket };
    if (isNewer(seen, this.#snapshot.seen)) this.#tell({ ...this.#snapshot, seen });
  }

  #enter(state: ConnectionState): void {
    if (isFinished(state)) this.#socket = null;
    const message = this.#refusal;
    const connection = state.phase === 'error' && message ? { ...state, message } : state;
    this.#tell({ ...this.#snapshot, connection });
  }

  #tell(snapshot: WatchSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of [...this.#listeners]) listener();
  }
}
