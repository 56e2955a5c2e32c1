import { Heartbeat } from './heartbeat.ts';
import type { SocketLike, Surroundings } from './surroundings.ts';

const HEALTHY_AFTER_MS = 10_000;
const OPENING_PATIENCE_MS = 10_000;

/** How one connection went: the close code where the other side gave one, and whether it ever opened. */
export interface ConnectionEnd {
  readonly code: number | null;
  readonly opened: boolean;
  /** It lived for 10 s and brought a frame. */
  readonly healthy: boolean;
}

export interface ConnectionEvents {
  onOpen(): void;
  onText(text: string): void;
  onEnd(end: ConnectionEnd): void;
}

/** One life of a WebSocket, from the first try to its end, of which it tells exactly once. */
export class Connection {
  readonly #socket: SocketLike;
  readonly #world: Surroundings;
  readonly #events: ConnectionEvents;
  readonly #heartbeat: Heartbeat;
  readonly #cancelOpening: () => void;
  #openedAt: number | null = null;
  #heardFrame = false;

  constructor(url: string, world: Surroundings, events: ConnectionEvents) {
    this.#world = world;
    this.#events = events;
    this.#socket = world.openSocket(url);
    this.#socket.onopen = () => this.#open();
    this.#socket.onmessage = ({ data }) => this.#hear(data);
    this.#socket.onclose = ({ code }) => this.#end(code);
    this.#socket.onerror = () => {}; // a close always follows
    this.#cancelOpening = world.after(OPENING_PATIENCE_MS, () => this.#end(null));
    this.#heartbeat = new Heartbeat(
      world.after,
      () => this.#socket.send('ping'),
      () => this.#end(null),
    );
  }

  /** Asks an open connection for a sign of life; one that gives none ends. */
  probe(): void {
    if (this.#openedAt !== null) this.#heartbeat.probe();
  }

  /** Lets go without a word, and at once: a dead network would hold the close back for minutes. */
  drop(): void {
    this.#cancelOpening();
    this.#heartbeat.stop();
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  #open(): void {
    this.#cancelOpening();
    this.#openedAt = this.#world.now();
    this.#heartbeat.start();
    this.#events.onOpen();
  }

  #hear(data: unknown): void {
    this.#heardFrame = true;
    this.#heartbeat.heard();
    if (typeof data === 'string') this.#events.onText(data);
  }

  #end(code: number | null): void {
    this.drop();
    const lived = this.#openedAt === null ? 0 : this.#world.now() - this.#openedAt;
    const healthy = this.#heardFrame && lived >= HEALTHY_AFTER_MS;
    this.#events.onEnd({ code, opened: this.#openedAt !== null, healthy });
  }
}
