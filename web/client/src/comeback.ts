import { Backoff } from './backoff.ts';
import type { ConnectionEnd } from './connection-events.ts';
import type { ConnectionState } from './connection-state.ts';
import type { Surroundings } from './surroundings.ts';

/** The time without a connection: how it is to be told, and when to come back. */
export class Comeback {
  readonly #world: Surroundings;
  readonly #backoff: Backoff;
  #lost: { readonly phase: 'connecting' | 'stale'; readonly since: number };
  #namedAt = 0;
  #cancel: () => void = () => {};

  constructor(world: Surroundings) {
    this.#world = world;
    this.#backoff = new Backoff(world.random);
    this.#lost = { phase: 'connecting', since: world.now() };
  }

  get state(): ConnectionState {
    return { ...this.#lost, isOffline: this.#backoff.isOffline };
  }

  /** The service asks to come back in so many milliseconds: it spreads who comes, so no more chance is added. */
  name(ms: number): void {
    this.#namedAt = this.#world.now() + ms;
  }

  plan({ liveUntil, healthy, retryAfterMs }: ConnectionEnd, run: () => void): void {
    if (retryAfterMs !== null) this.name(retryAfterMs);
    if (liveUntil !== null) this.#lost = { phase: 'stale', since: liveUntil };
    if (healthy) this.#backoff.reset();
    const wait = this.#backoff.fail();
    const untilNamed = this.#namedAt - this.#world.now();
    this.#cancel = this.#world.after(untilNamed > 0 ? untilNamed : wait, run);
  }

  cancel(): void {
    this.#namedAt = 0;
    this.#cancel();
  }
}
