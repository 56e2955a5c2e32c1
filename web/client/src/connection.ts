import type { ConnectionEvents } from './connection-events.ts';
import type { Transport } from './connection-state.ts';
import { type ClientFrame, parseFrame } from './frame.ts';
import { Heartbeat } from './heartbeat.ts';
import type { SocketLike, Surroundings } from './surroundings.ts';

const HEALTHY_AFTER_MS = 10_000;
const SETTLED_AFTER_MS = 5_000;
// What a browser says of a connection that ended without a word.
const CUTS: readonly (number | null)[] = [1005, 1006];
const OPENING_PATIENCE_MS = 10_000;
// A stream cannot be asked, but has a comment every 15 s.
const PATIENCE_MS = { socket: 10_000, stream: 20_000 } as const;
// How the close of a service that goes away ends, by the API document.
const COME_BACK = / come back in (\d+) ms$/;
const PATIENCE_IN_DOUBT_MS = { socket: 5_000, stream: 20_000 } as const;

/** One life of a WebSocket or an event stream, from the first try to its end, of which it tells once. */
export class Connection {
  readonly transport: Transport;
  readonly #socket: SocketLike;
  readonly #now: () => number;
  readonly #events: ConnectionEvents;
  readonly #heartbeat: Heartbeat;
  readonly #cancelOpening: () => void;
  #openedAt: number | null = null;
  #heardAt = 0;
  #refusal: string | null = null;

  constructor(
    transport: Transport,
    socket: SocketLike,
    { now, after }: Surroundings,
    events: ConnectionEvents,
  ) {
    this.transport = transport;
    this.#socket = socket;
    this.#now = now;
    this.#events = events;
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = ({ code, reason }) => this.#end(code, reason);
    socket.onerror = () => {}; // a close always follows
    const onSilence = () => this.#end(null);
    this.#cancelOpening = after(OPENING_PATIENCE_MS, onSilence);
    const ping = () => socket.send('ping');
    this.#heartbeat = new Heartbeat(after, PATIENCE_MS[transport], ping, onSilence);
  }

  /** One that is not open yet lets it fall. */
  send(frame: ClientFrame): void {
    if (this.#openedAt !== null) this.#socket.send(JSON.stringify(frame));
  }

  /** Asks an open connection for a sign of life, since there is doubt; one that gives none ends. */
  probe(): void {
    if (this.#openedAt !== null) this.#heartbeat.probe(PATIENCE_IN_DOUBT_MS[this.transport]);
  }

  /** Lets go without a word, and at once: a dead network would hold the close back for minutes. */
  drop(): void {
    this.#cancelOpening();
    this.#heartbeat.stop();
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  #hear(data: unknown): void {
    this.#heardAt = this.#now();
    if (this.#openedAt === null) this.#open();
    else this.#heartbeat.heard();
    const frame = typeof data === 'string' ? parseFrame(data) : null;
    if (frame?.type === 'error') this.#refusal = frame.message;
    if (frame) this.#events.onFrame(frame);
  }

  #open(): void {
    this.#openedAt = this.#heardAt;
    this.#cancelOpening();
    this.#heartbeat.start();
    this.#events.onOpen();
  }

  #end(code: number | null, reason = ''): void {
    this.drop();
    const openedAt = this.#openedAt;
    const lived = openedAt === null ? 0 : this.#now() - openedAt;
    const healthy = openedAt !== null && lived >= HEALTHY_AFTER_MS;
    const wasCut = lived >= SETTLED_AFTER_MS && CUTS.includes(code);
    // One that fell silent told nothing since it was heard last.
    const until = code === null ? this.#heardAt : this.#now();
    const liveUntil = openedAt === null ? null : until;
    const asked = COME_BACK.exec(reason);
    const retryAfterMs = asked && Number(asked[1]);
    this.#events.onEnd({ code, liveUntil, healthy, wasCut, refusal: this.#refusal, retryAfterMs });
  }
}
