import type { Connection } from './connection.ts';
import type { Transport } from './connection-state.ts';
import type { Surroundings } from './surroundings.ts';

const FAILED_UPGRADES = 2;
const SCOUT_EVERY_MS = 300_000;

/**
 * When an event stream stands in for the socket, and for how long: while it does, a scout looks now
 * and then whether a socket can be had again.
 */
export class Fallback {
  readonly #after: Surroundings['after'];
  readonly #openSocket: () => Connection;
  #failedUpgrades = 0;
  #scout: Connection | null = null;
  #cancel: () => void = () => {};

  constructor(after: Surroundings['after'], openSocket: () => Connection) {
    this.#after = after;
    this.#openSocket = openSocket;
  }

  /** A socket never opened; the answer is whether to try the stream at once. */
  upgradeFailed(): boolean {
    this.#failedUpgrades += 1;
    return this.#failedUpgrades >= FAILED_UPGRADES;
  }

  opened(transport: Transport): void {
    if (transport === 'stream') {
      this.#wait();
      return;
    }
    this.#failedUpgrades = 0;
    this.#scout = null; // it may be the one that opened
    this.#cancel();
  }

  /** Looks for a socket now. */
  look(): void {
    this.#scout ??= this.#openSocket();
  }

  scoutFailed(): void {
    this.#scout = null;
    this.#wait();
  }

  stop(): void {
    this.#cancel();
    this.#scout?.drop();
    this.#scout = null;
  }

  #wait(): void {
    this.#cancel();
    this.#cancel = this.#after(SCOUT_EVERY_MS, () => this.look());
  }
}
