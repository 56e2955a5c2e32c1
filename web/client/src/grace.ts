import type { Surroundings } from './surroundings.ts';

// Longer than the first comeback may take, and not long enough for anybody to be misled.
const GRACE_MS = 2_000;

/** Holds back for a moment that a connection is gone: one that was cut while idle is back by then. */
export class Grace {
  readonly #after: Surroundings['after'];
  readonly #tell: () => void;
  #cancel: (() => void) | null = null;

  /** @param tell says how things stand */
  constructor(after: Surroundings['after'], tell: () => void) {
    this.#after = after;
    this.#tell = tell;
  }

  begin(): void {
    this.end();
    this.#cancel = this.#after(GRACE_MS, () => this.over());
  }

  /** Tells now, unless it is held back. */
  orNow(): void {
    if (!this.#cancel) this.#tell();
  }

  /** Tells now, and holds nothing back any more. */
  over(): void {
    this.end();
    this.#tell();
  }

  /** There is nothing to tell any more. */
  end(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
