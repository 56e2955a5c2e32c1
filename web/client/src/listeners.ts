import type { Surroundings } from './surroundings.ts';

/** How long what they listen to outlives the last of them, so that a view may move without a gap. */
const LINGER_MS = 1_000;

/** Who listens to one thing, in the form that React's useSyncExternalStore takes. */
export class Listeners {
  readonly #after: Surroundings['after'];
  readonly #onNeeded: () => void;
  readonly #onIdle: () => void;
  readonly #all = new Set<() => void>();
  #cancelLinger: () => void = () => {};

  /** @param onNeeded at every one who comes @param onIdle a moment after the last has left */
  constructor(after: Surroundings['after'], onNeeded: () => void, onIdle: () => void) {
    this.#after = after;
    this.#onNeeded = onNeeded;
    this.#onIdle = onIdle;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#cancelLinger();
    this.#all.add(listener);
    this.#onNeeded();
    return () => {
      if (this.#all.delete(listener) && this.#all.size === 0) {
        this.#cancelLinger = this.#after(LINGER_MS, this.#onIdle);
      }
    };
  };

  tell(): void {
    for (const listener of [...this.#all]) listener();
  }
}
