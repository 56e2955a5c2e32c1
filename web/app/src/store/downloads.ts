import {
  type Api,
  type Download,
  drawTicket,
  type Format,
  type Sighting,
  type Submitted,
} from '@fetchlight/client';
import { Cell } from './cell.ts';
import { hasStatus } from './has-status.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';
import { downloadOf, emptyShelf, put, replace, strike } from './shelf.ts';

/** As many finished ones as the feed brings, so that neither knows much that the other does not. */
const PAGE_SIZE = 100;

/** The downloads as the page knows them, and all that can be done to them: the one store. */
export class Downloads {
  readonly shelf = new Cell(emptyShelf);
  /** Those that were asked for on this page. */
  readonly own = new Set<string>();
  readonly #api: Api;
  readonly #onSignedOut: () => void;
  readonly #keys = new IdempotencyKeys();

  constructor(api: Api, onSignedOut: () => void) {
    this.#api = api;
    this.#onSignedOut = onSignedOut;
  }

  /** What the page shows, newest first. */
  get all(): Download[] {
    const { activeIds, finishedIds } = this.shelf.value;
    return [...activeIds, ...finishedIds].flatMap((id) => downloadOf(this.shelf.value, id) ?? []);
  }

  /**
   * Reads the newest page of history, which takes the place of all that was seen with a ticket under
   * `since`; answers with the cursor of the next, or null.
   */
  async readNewest(since: number): Promise<string | null> {
    const { page, nextCursor } = await this.#readHistory();
    this.shelf.set(replace(this.shelf.value, page, since));
    return nextCursor;
  }

  /** Reads one older page of history. */
  async readOlder(cursor: string): Promise<string | null> {
    const { page, nextCursor } = await this.#readHistory(cursor);
    this.shelf.set(page.reduce(put, this.shelf.value));
    return nextCursor;
  }

  async submit(url: string, format: Format): Promise<Submitted> {
    const ticket = drawTicket();
    const idempotencyKey = this.#keys.keyFor(url, format);
    const submitted = await this.#ask(this.#api.submit({ url, format }, { idempotencyKey }));
    this.#keys.forget(url, format);
    this.own.add(submitted.download.jobId);
    this.see({ download: submitted.download, ticket });
    return submitted;
  }

  readonly cancel = (jobId: string) => this.#change(jobId, this.#api.cancel);
  readonly retry = (jobId: string) => {
    this.own.add(jobId);
    return this.#change(jobId, this.#api.retry);
  };

  readonly remove = async (jobId: string): Promise<void> => {
    await this.#ask(this.#api.remove(jobId)).catch((error: unknown) => {
      if (!hasStatus(error, 404)) throw error;
    });
    this.strike(jobId);
  };

  see(seen: Sighting): void {
    this.shelf.set(put(this.shelf.value, seen));
  }

  /** It was deleted. */
  strike(jobId: string): void {
    this.shelf.set(strike(this.shelf.value, jobId));
  }

  /** Forgets everything: somebody else may sign in. */
  clear(): void {
    this.shelf.set(emptyShelf);
  }

  async #change(jobId: string, call: (jobId: string) => Promise<Download>): Promise<void> {
    const ticket = drawTicket();
    try {
      this.see({ download: await this.#ask(call(jobId)), ticket });
    } catch (error) {
      // 404 and 409: it is no longer what the page shows.
      if (hasStatus(error, 404, 409)) await this.#settle(jobId);
      throw error;
    }
  }

  /** Asks once how a download stands. */
  async #settle(jobId: string): Promise<void> {
    const ticket = drawTicket();
    try {
      this.see({ download: await this.#ask(this.#api.get(jobId)), ticket });
    } catch (error) {
      if (hasStatus(error, 404)) this.strike(jobId);
    }
  }

  async #readHistory(cursor?: string) {
    const ticket = drawTicket();
    const query = { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await this.#ask(this.#api.history(query));
    return { page: items.map((download): Sighting => ({ download, ticket })), nextCursor };
  }

  #ask<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      if (hasStatus(error, 401)) this.#onSignedOut();
      throw error;
    });
  }
}
