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
import { History } from './history.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';
import { downloadOf, emptyShelf, put, strike } from './shelf.ts';

/** The downloads as the page knows them, and all that can be done to them: the one store. */
export class Downloads {
  readonly shelf = new Cell(emptyShelf);
  /** Those that were asked for on this page. */
  readonly own = new Set<string>();
  readonly history = new History(this.shelf, (query) => this.#ask(this.#api.history(query)));
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

  #ask<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      if (hasStatus(error, 401)) this.#onSignedOut();
      throw error;
    });
  }
}
