import type { Api, Health, Surroundings } from '@fetchlight/client';
import { Cell } from './cell.ts';

/** A program may take a while to tell its version. */
const SOON_MS = 10_000;

/** What the service makes downloads with, asked once while somebody follows. */
export class Tools {
  readonly health = new Cell<Health | null>(null);
  readonly #api: Api;
  readonly #world: Surroundings;

  constructor(api: Api, world: Surroundings) {
    this.#api = api;
    this.#world = world;
  }

  /** Asks once, and once more where not all was known by then; the answer ends it. */
  readonly follow = (): (() => void) => {
    let isOver = false;
    let stop = () => {};
    void this.look().then(() => {
      const isOpen = this.health.value?.parts.some(({ status }) => status === 'unknown');
      if (isOpen && !isOver) stop = this.#world.after(SOON_MS, () => void this.look());
    });
    return () => {
      isOver = true;
      stop();
    };
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
