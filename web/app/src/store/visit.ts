import { type Api, Backoff, type Surroundings } from '@fetchlight/client';
import { Cell } from './cell.ts';
import type { Downloads } from './downloads.ts';
import type { Live } from './live.ts';

/** What the page as a whole is at; `since` is milliseconds since 1970. */
export type Entry =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly nextCursor: string | null }
  | { readonly phase: 'unreachable'; readonly since: number }
  | { readonly phase: 'login' };

/** One visit of the page: signing in, loading, and coming back by itself when the service was silent. */
export class Visit {
  readonly entry = new Cell<Entry>({ phase: 'loading' });
  readonly tokenRequired = new Cell(false);
  readonly #api: Api;
  readonly #downloads: Downloads;
  readonly #live: Live;
  readonly #world: Surroundings;
  readonly #backoff: Backoff;
  #stopWaiting: () => void = () => {};
  /** What was seen with an older ticket may have changed since. */
  #trueSince = 0;

  constructor(api: Api, downloads: Downloads, live: Live, world: Surroundings) {
    this.#api = api;
    this.#downloads = downloads;
    this.#live = live;
    this.#world = world;
    this.#backoff = new Backoff(world.random);
  }

  readonly load = async (): Promise<void> => {
    this.#stopWaiting();
    try {
      const { tokenRequired, authenticated } = await this.#api.session.get();
      this.tokenRequired.set(tokenRequired);
      if (tokenRequired && !authenticated) return this.signedOut();
      const nextCursor = await this.#downloads.history.readNewest(this.#trueSince);
      this.entry.set({ phase: 'ready', nextCursor });
      this.#live.follow();
      this.#backoff.reset();
    } catch {
      if (this.entry.value.phase !== 'login') this.#comeBack();
    }
  };

  /** Reads anew, since the live connection cannot tell what happened before this ticket was drawn. */
  catchUp(ticket: number): void {
    this.#trueSince = ticket;
    void this.load();
  }

  readonly showMore = async (): Promise<void> => {
    const entry = this.entry.value;
    if (entry.phase !== 'ready' || entry.nextCursor === null) return;
    const nextCursor = await this.#downloads.history.readOlder(entry.nextCursor);
    this.entry.set({ phase: 'ready', nextCursor });
  };

  readonly login = async (token: string): Promise<void> => {
    await this.#api.session.login(token);
    this.entry.set({ phase: 'loading' });
    await this.load();
  };

  readonly logout = async (): Promise<void> => {
    await this.#api.session.logout();
    this.signedOut();
  };

  /** The service wants to see a token first. */
  readonly signedOut = (): void => {
    this.tokenRequired.set(true);
    this.entry.set({ phase: 'login' });
    this.#live.leave();
    this.#downloads.clear();
  };

  #comeBack(): void {
    const { value } = this.entry;
    const since = value.phase === 'unreachable' ? value.since : this.#world.now();
    this.entry.set({ phase: 'unreachable', since });
    const cancelTimer = this.#world.after(this.#backoff.fail(), this.load);
    const stopWaking = this.#world.onWake(this.load);
    this.#stopWaiting = () => {
      cancelTimer();
      stopWaking();
    };
  }
}
