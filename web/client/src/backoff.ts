const FIRST_MS = 1_000;
const CAP_MS = 30_000;
const FAILURES_TO_OFFLINE = 5;

/** How long to wait after so many failures: full jitter, so that clients do not come back as one. */
export function backoffMs(failures: number, random: () => number): number {
  return random() * Math.min(CAP_MS, FIRST_MS * 2 ** failures);
}

/** Counts failures in a row, and says how long to wait after each. */
export class Backoff {
  readonly #random: () => number;
  #failures = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** One more failure; the answer is how many milliseconds to wait. */
  fail(): number {
    const wait = backoffMs(this.#failures, this.#random);
    this.#failures += 1;
    return wait;
  }

  reset(): void {
    this.#failures = 0;
  }

  /** Whether it is time to say so, rather than to look busy. */
  get isOffline(): boolean {
    return this.#failures >= FAILURES_TO_OFFLINE;
  }
}
