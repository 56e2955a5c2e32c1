import {
  type Api,
  type Download,
  drawTicket,
  type NewDownload,
  type NewPreview,
  type Submitted,
} from '@fetchlight/client';
import type { Downloads } from './downloads.ts';
import { hasStatus } from './has-status.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';

/** All that can be asked of the service; what it answers shows in the downloads. */
export class Actions {
  readonly #api: Api;
  readonly #downloads: Downloads;
  readonly #ask: <T>(answer: Promise<T>) => Promise<T>;
  readonly #keys = new IdempotencyKeys();

  /** @param ask passes an answer on, and sees to it that a session that has ended is noticed */
  constructor(api: Api, downloads: Downloads, ask: <T>(answer: Promise<T>) => Promise<T>) {
    this.#api = api;
    this.#downloads = downloads;
    this.#ask = ask;
  }

  async submit(wanted: NewDownload): Promise<Submitted> {
    const ticket = drawTicket();
    const idempotencyKey = this.#keys.keyFor(wanted);
    const submitted = await this.#ask(this.#api.submit(wanted, { idempotencyKey }));
    this.#keys.forget(wanted);
    this.#downloads.own.add(submitted.download.jobId);
    this.#downloads.see({ download: submitted.download, ticket });
    return submitted;
  }

  preview(wanted: NewPreview, signal: AbortSignal) {
    return this.#ask(this.#api.preview(wanted, signal));
  }

  readonly cancel = (jobId: string) => this.#change(jobId, this.#api.cancel);
  readonly pause = (jobId: string) => this.#change(jobId, this.#api.pause);
  readonly resume = (jobId: string) => this.#change(jobId, this.#api.resume);
  /** Ends a recording and keeps what is there. */
  readonly finish = (jobId: string) => this.#change(jobId, this.#api.finish);
  readonly toFront = (jobId: string) => this.#change(jobId, (id) => this.#api.move(id, 'front'));
  readonly toBack = (jobId: string) => this.#change(jobId, (id) => this.#api.move(id, 'back'));
  /** Once more, or now rather than later. */
  readonly retry = (jobId: string) => {
    this.#downloads.own.add(jobId);
    return this.#change(jobId, this.#api.retry);
  };

  /** The answer is how many there were. */
  readonly retryFailed = () => this.#ask(this.#api.queue.retryFailed());

  /** Waits no longer for a site that asked for a rest. */
  readonly endRest = (site: string): Promise<void> =>
    this.#ask(this.#api.queue.endRest(site)).catch((error: unknown) => {
      if (!hasStatus(error, 404)) throw error; // it is over by itself
    });

  /** The log of the engine; empty where there is none. */
  readonly log = (jobId: string): Promise<string> =>
    this.#ask(this.#api.log(jobId)).catch((error: unknown) => {
      if (hasStatus(error, 404)) return '';
      throw error;
    });

  readonly remove = async (jobId: string): Promise<void> => {
    await this.#ask(this.#api.remove(jobId)).catch((error: unknown) => {
      if (!hasStatus(error, 404)) throw error;
    });
    this.#downloads.strike(jobId);
  };

  async #change(jobId: string, call: (jobId: string) => Promise<Download>): Promise<void> {
    const ticket = drawTicket();
    try {
      this.#downloads.see({ download: await this.#ask(call(jobId)), ticket });
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
      this.#downloads.see({ download: await this.#ask(this.#api.get(jobId)), ticket });
    } catch (error) {
      if (hasStatus(error, 404)) this.#downloads.strike(jobId);
    }
  }
}
