import { Comeback } from './comeback.ts';
import { Connection } from './connection.ts';
import type { ConnectionEnd, LiveEvents } from './connection-events.ts';
import { finalState, isFinal, type Transport } from './connection-state.ts';
import { Fallback } from './fallback.ts';
import type { ClientFrame, ServerFrame } from './frame.ts';
import { Grace } from './grace.ts';
import type { Opening } from './opening.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * A connection that comes back until it is told not to, by the rules of the contract. Where two
 * upgrades in a row failed, each try goes on to the event stream at once: if that opens, the service
 * is there and something on the way lets no socket through.
 */
export class ReconnectingConnection {
  readonly #opening: Opening;
  readonly #world: Surroundings;
  readonly #events: LiveEvents;
  readonly #comeback: Comeback;
  readonly #fallback: Fallback;
  readonly #grace: Grace;
  #current: Connection | null = null;
  #stopWaking: () => void = () => {};

  constructor(opening: Opening, world: Surroundings, events: LiveEvents) {
    this.#opening = opening;
    this.#world = world;
    this.#events = events;
    this.#comeback = new Comeback(world);
    this.#grace = new Grace(world.after, () => this.#events.onState(this.#comeback.state));
    this.#fallback = new Fallback(world.after, () => this.#connect('socket'));
  }

  start(): void {
    const doubt = () => this.#current?.probe();
    this.#stopWaking = this.#world.onWake(() => this.wake(), doubt);
    this.#try();
  }

  /** Ends it for good, without a word to the listener. */
  stop(): void {
    this.#stopWaking();
    this.#grace.end();
    this.#comeback.cancel();
    this.#fallback.stop();
    this.#current?.drop();
    this.#current = null;
  }

  /** Tries now rather than later; a connection that seems to stand is asked for a sign of life. */
  wake(): void {
    this.#current?.probe();
    if (this.#current?.transport === 'stream') this.#fallback.look();
    if (!this.#current) this.#try();
  }

  /** A live socket takes it; a stream lets it fall. */
  send(frame: ClientFrame): void {
    this.#current?.send(frame);
  }

  #try(): void {
    this.#comeback.cancel();
    this.#grace.orNow();
    this.#current = this.#connect('socket');
  }

  #connect(transport: Transport): Connection {
    const made: Connection = new Connection(transport, this.#opening[transport](), this.#world, {
      onOpen: () => this.#opened(made),
      onFrame: (frame) => this.#hear(frame),
      onEnd: (end) =>
        made === this.#current ? this.#ended(end, made) : this.#fallback.scoutFailed(),
    });
    return made;
  }

  #opened(connection: Connection): void {
    if (connection !== this.#current) this.#current?.drop();
    this.#current = connection;
    this.#fallback.opened(connection.transport);
    this.#grace.end();
    this.#events.onState({ phase: 'live', transport: connection.transport });
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === 'bye') this.#comeback.name(frame.retryAfterMs);
    this.#events.onFrame(frame);
  }

  #ended(end: ConnectionEnd, { transport }: Connection): void {
    this.#current = null;
    this.#fallback.stop();
    if (end.code !== null && isFinal(end.code)) {
      this.#stopWaking();
      this.#grace.end();
      this.#events.onState(finalState(end.code, end.refusal));
    } else if (transport === 'socket' && end.liveUntil === null && this.#fallback.upgradeFailed()) {
      this.#current = this.#connect('stream');
    } else {
      this.#comeback.plan(end, () => this.#try());
      if (end.wasCut) this.#grace.begin();
      else this.#grace.over();
    }
  }
}
