import { Audience } from './audience.ts';
import { type ConnectionState, isFinished } from './connection-state.ts';
import { Conversation } from './conversation.ts';
import type { Opening } from './opening.ts';
import { ReconnectingConnection } from './reconnecting-connection.ts';
import type { Surroundings } from './surroundings.ts';

interface SharedConnectionEvents {
  onState(): void;
  /** A job is wanted for which the connection cannot ask. */
  onRead(jobId: string): void;
}

/** One connection for all that a page watches; it stands while anybody listens. */
export class SharedConnection {
  readonly audience = new Audience();
  readonly #opening: Opening;
  readonly #world: Surroundings;
  readonly #events: SharedConnectionEvents;
  readonly #conversation: Conversation;
  #connection: ReconnectingConnection | null = null;
  #state: ConnectionState;
  #cancelSpeaking: () => void = () => {};

  constructor(opening: Opening, world: Surroundings, events: SharedConnectionEvents) {
    this.#opening = opening;
    this.#world = world;
    this.#events = events;
    this.#conversation = new Conversation(
      this.audience,
      (frame) => this.#connection?.send(frame),
      (jobId) => events.onRead(jobId),
    );
    this.#state = this.#atRest();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Somebody came or went; what changes at one moment is told to the service together. */
  audienceChanged(): void {
    this.#cancelSpeaking();
    if (this.audience.isEmpty) this.#close();
    else if (!this.#connection) this.#start();
    else this.#cancelSpeaking = this.#world.after(0, () => this.#conversation.speak());
  }

  wake(): void {
    this.#connection?.wake();
  }

  #start(): void {
    this.#connection = new ReconnectingConnection(this.#opening, this.#world, {
      onState: (state) => this.#enter(state),
      onFrame: (frame) => this.#conversation.hear(frame),
    });
    this.#connection.start();
  }

  #close(): void {
    this.#connection?.stop();
    this.#connection = null;
    this.#enter(this.#atRest());
  }

  #enter(state: ConnectionState): void {
    if (state.phase === 'live') this.#conversation.begin(state.transport);
    if (isFinished(state)) this.#connection = null;
    this.#state = state;
    this.audience.enter(state);
    this.#events.onState();
  }

  #atRest(): ConnectionState {
    return { phase: 'connecting', since: this.#world.now(), isOffline: false };
  }
}
