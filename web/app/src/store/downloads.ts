import type { Api, Download, Format, Submitted, Surroundings, Watches } from '@fetchlight/client';
import { drawTicket } from '@fetchlight/client';
import { Cell } from './cell.ts';
import { hasStatus } from './has-status.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';
import { LiveWatch } from './live-watch.ts';
import { idle, type PageConnection } from './page-connection.ts';
import { emptyShelf, put, strike } from './shelf.ts';

const PAGE_SIZE = 50;
const SETTLE_MS = 1_000;

/** The downloads as the page knows them, and all that can be done to them: the one store. */
export class Downloads {
  readonly shelf = new Cell(emptyShelf);
  readonly connection = new Cell<PageConnection>(idle);
  readonly #api: Api;
  readonly #onSignedOut: () => void;
  readonly #keys = new IdempotencyKeys();

  constructor(api: Api, watches: Watches, world: Surroundings, onSignedOut: () => void) {
    this.#api = api;
    this.#onSignedOut = onSignedOut;
    const live = new LiveWatch(watches, this.connection, {
      onSeen: (seen) => this.shelf.set(put(this.shelf.value, seen)),
      onGone: (jobId) => this.#strike(jobId),
      onSignedOut,
      onEnded: (jobId) => world.after(SETTLE_MS, () => this.#settle(jobId)),
    });
    this.shelf.subscribe(() => live.follow(this.shelf.value.activeIds));
  }

  /** Reads one page of history; answers with the cursor of the next, or null. */
  async readPage(cursor: string | null): Promise<string | null> {
    const ticket = drawTicket();
    const query = { limit: PAGE_SIZE, ...(cursor !== null && { cursor }) };
    const { items, nextCursor } = await this.#ask(this.#api.history(query));
    const onto = this.shelf.value;
    this.shelf.set(items.reduce((shelf, download) => put(shelf, { download, ticket }), onto));
    return nextCursor;
  }

  async submit(url: string, format: Format): Promise<Submitted> {
    const ticket = drawTicket();
    const idempotencyKey = this.#keys.keyFor(url, format);
    const submitted = await this.#ask(this.#api.submit({ url, format }, { idempotencyKey }));
    this.#keys.forget(url, format);
    this.#see(submitted.download, ticket);
    return submitted;
  }

  readonly cancel = (jobId: string) => this.#change(jobId, this.#api.cancel);
  readonly retry = (jobId: string) => this.#change(jobId, this.#api.retry);

  readonly remove = async (jobId: string): Promise<void> => {
    await this.#ask(this.#api.remove(jobId)).catch((error: unknown) => {
      if (!hasStatus(error, 404)) throw error;
    });
    this.#strike(jobId);
  };

  /** Forgets everything: somebody else may sign in. */
  clear(): void {
    this.shelf.set(emptyShelf);
  }

  async #change(jobId: string, call: (jobId: string) => Promise<Download>): Promise<void> {
    const ticket = drawTicket();
    try {
      this.#see(await this.#ask(call(jobId)), ticket);
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
      this.#see(await this.#ask(this.#api.get(jobId)), ticket);
    } catch (error) {
      if (hasStatus(error, 404)) this.#strike(jobId);
    }
  }

  #see(download: Download, ticket: number): void {
    this.shelf.set(put(this.shelf.value, { download, ticket }));
  }

  #strike(jobId: string): void {
    this.shelf.set(strike(this.shelf.value, jobId));
  }

  #ask<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      if (hasStatus(error, 401)) this.#onSignedOut();
      throw error;
    });
  }
}
