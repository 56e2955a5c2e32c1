import type { Api, Health, Surroundings } from '@fetchlight/client';
import { Cell } from './cell.ts';

/** A program may take a while to tell its version. */
const SOON_MS = 10_000;
const LATER_MS = 600_000;

/** What the service makes downloads with, asked now and then while somebody follows. */
export class Tools {
  readonly health = new Cell<Health | null>(null);
  readonly #api: Api;
  readonly #world: Surroundings;

  constructor(api: Api, world: Surroundings) {
    this.#api = api;
    this.#world = world;
  }

  /** The answer ends it. */
  readonly follow = (): (() => void) => {
    let stop = () => {};
    const ask = (next: number) => {
      void this.look();
      stop = this.#world.after(next, () => ask(LATER_MS));
    };
    ask(SOON_MS);
    return () => stop();
  };

  /** Asks once. */
  readonly look = async (): Promise<void> => {
    try {
      this.health.set(await this.#api.health());
    } catch {
      // What is known stays; the light of the page says that the service is silent.
    }
  };
}
