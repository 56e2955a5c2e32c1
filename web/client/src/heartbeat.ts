import type { Surroundings } from './surroundings.ts';

const EVERY_MS = 8_000;

/**
 * Asks an open connection for a sign of life every 8 s, before a server in front takes it for idle;
 * silence after that counts as death.
 */
export class Heartbeat {
  readonly #after: Surroundings['after'];
  readonly #patienceMs: number;
  readonly #ping: () => void;
  readonly #onSilence: () => void;
  #cancel: () => void = () => {};
  #asked = false;

  constructor(
    after: Surroundings['after'],
    patienceMs: number,
    ping: () => void,
    onSilence: () => void,
  ) {
    this.#after = after;
    this.#patienceMs = patienceMs;
    this.#ping = ping;
    this.#onSilence = onSilence;
  }

  start(): void {
    this.#asked = false;
    this.#set(EVERY_MS, () => this.probe());
  }

  /** Asks now, and may wait less long for the answer where there is doubt. */
  probe(patienceMs: number = this.#patienceMs): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#set(patienceMs, this.#onSilence);
    this.#ping();
  }

  /** Any frame is a sign of life. */
  heard(): void {
    if (this.#asked) this.start();
  }

  stop(): void {
    this.#cancel();
  }

  #set(ms: number, run: () => void): void {
    this.#cancel();
    this.#cancel = this.#after(ms, run);
  }
}
