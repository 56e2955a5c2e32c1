import type { Api, Engine, Surroundings } from '@fetchlight/client';
import { Cell } from './cell.ts';

const LOOK_AGAIN_MS = 1_000;

/** Which yt-dlp the service uses, and what its updates are at; looked at again while they go on. */
export class EngineState {
  readonly state = new Cell<Engine | null>(null);
  readonly #api: Api['engine'];
  readonly #ask: <T>(answer: Promise<T>) => Promise<T>;
  readonly #world: Pick<Surroundings, 'after'>;
  readonly #onOther: () => unknown;
  #stopWaiting: () => void = () => {};

  /**
   * @param ask passes an answer on, and sees to it that a session that has ended is noticed
   * @param onOther hears that another yt-dlp is used
   */
  constructor(
    api: Api,
    ask: <T>(answer: Promise<T>) => Promise<T>,
    world: Pick<Surroundings, 'after'>,
    onOther: () => unknown,
  ) {
    this.#api = api.engine;
    this.#ask = ask;
    this.#world = world;
    this.#onOther = onOther;
  }

  /** Looks once, and on while something goes on; where nobody answers it stays as it was. */
  readonly load = async (): Promise<void> => {
    this.#stopWaiting();
    try {
      this.#see(await this.#ask(this.#api.get()));
    } catch {
      this.#wait();
    }
  };

  /** Has a newer one asked for. */
  readonly update = async (): Promise<void> => {
    this.#see(await this.#ask(this.#api.update()));
  };

  /** Looks no more. */
  readonly leave = (): void => this.#stopWaiting();

  #see(engine: Engine): void {
    const before = this.state.value;
    this.state.set(engine);
    if (before && before.version !== engine.version) this.#onOther();
    this.#stopWaiting();
    if (engine.activity !== 'idle') this.#wait();
  }

  #wait(): void {
    const { value } = this.state;
    if (!value || value.activity === 'idle') return;
    this.#stopWaiting = this.#world.after(LOOK_AGAIN_MS, () => void this.load());
  }
}
