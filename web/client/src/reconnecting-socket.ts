import { Backoff } from './backoff.ts';
import { Connection, type ConnectionEnd } from './connection.ts';
import { type ConnectionState, finalState, isFinal } from './connection-state.ts';
import type { Surroundings } from './surroundings.ts';

/** Who listens: `onOpening` before each try, `onText` for each text frame, `onState` for each change. */
export interface SocketEvents {
  onOpening(): void;
  onText(text: string): void;
  onState(state: ConnectionState): void;
}

/** A WebSocket that comes back until it is told not to, by the rules of the contract. */
export class ReconnectingSocket {
  readonly #url: string;
  readonly #world: Surroundings;
  readonly #events: SocketEvents;
  readonly #backoff: Backoff;
  #connection: Connection | null = null;
  #stopWaking: () => void = () => {};
  #cancelWait: () => void = () => {};
  #lostAt = 0;

  constructor(url: string, world: Surroundings, events: SocketEvents) {
    this.#url = url;
    this.#world = world;
    this.#events = events;
    this.#backoff = new Backoff(world.random);
  }

  start(): void {
    this.#stopWaking = this.#world.onWake(() => this.wake());
    this.#lostAt = this.#world.now();
    this.#open();
  }

  /** Ends it for good, without a word to the listener. */
  stop(): void {
    this.#stopWaking();
    this.#cancelWait();
    this.#connection?.drop();
    this.#connection = null;
  }

  /** Tries now rather than later; a connection that seems to stand is asked for a sign of life. */
  wake(): void {
    if (this.#connection) this.#connection.probe();
    else this.#open();
  }

  #open(): void {
    this.#cancelWait();
    this.#events.onOpening();
    this.#tellUnconnected();
    this.#connection = new Connection(this.#url, this.#world, {
      onOpen: () => this.#events.onState({ phase: 'connected' }),
      onText: (text) => this.#events.onText(text),
      onEnd: (end) => this.#ended(end),
    });
  }

  #ended({ code, opened, healthy }: ConnectionEnd): void {
    this.#connection = null;
    if (code !== null && isFinal(code)) {
      this.#stopWaking();
      this.#events.onState(finalState(code));
      return;
    }
    if (opened) this.#lostAt = this.#world.now();
    if (healthy) this.#backoff.reset();
    this.#cancelWait = this.#world.after(this.#backoff.fail(), () => this.#open());
    this.#tellUnconnected();
  }

  #tellUnconnected(): void {
    const phase = this.#backoff.isOffline ? 'offline' : 'connecting';
    this.#events.onState({ phase, since: this.#lostAt });
  }
}
