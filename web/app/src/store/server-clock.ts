import type { Surroundings } from '@fetchlight/client';

/**
 * Tells how long ago a moment of the service was. Its clock and the page's may differ: the least
 * time between a word of the service and its arrival tells by how much, or a little more.
 */
export class ServerClock {
  readonly #world: Pick<Surroundings, 'now' | 'after'>;
  #ahead = Number.POSITIVE_INFINITY;

  constructor(world: Pick<Surroundings, 'now' | 'after'>) {
    this.#world = world;
  }

  /** Something has just come that the service wrote at this moment. */
  hear(writtenAt: string): void {
    this.#ahead = Math.min(this.#ahead, this.#world.now() - Date.parse(writtenAt));
  }

  secondsSince(moment: string): number {
    const now = this.#world.now() - (Number.isFinite(this.#ahead) ? this.#ahead : 0);
    return Math.max(0, Math.floor((now - Date.parse(moment)) / 1_000));
  }

  /** Runs it every second until the answer is called. */
  everySecond(run: () => void): () => void {
    let cancel = () => {};
    const wait = () => {
      cancel = this.#world.after(1_000, () => {
        wait();
        run();
      });
    };
    wait();
    return () => cancel();
  }
}
