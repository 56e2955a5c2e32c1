import type {
  Download,
  Engine,
  Health,
  History,
  Move,
  NewDownload,
  NewPreview,
  Preview,
  Queue,
  Session,
  Status,
  Ticket,
} from './generated/schemas.ts';
import { keptLogins } from './kept-logins.ts';
import { type ApiOptions, createCall, read, searchOf } from './requests.ts';

export interface SubmitOptions {
  /** Makes a repeat safe: the same key gives the same download for 24 hours. */
  readonly idempotencyKey?: string;
}

/** The answer to a submit; `existing` where the download was there already. */
export interface Submitted {
  readonly download: Download;
  readonly existing: boolean;
}

export interface HistoryQuery {
  readonly status?: readonly Status[];
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
  /** Only the downloads of this list; `none` for only those that are in no list. */
  readonly parent?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export type Api = ReturnType<typeof createApi>;

/** The REST calls. Each throws a ProblemError where the service says no, an UnreachableError where it is silent. */
export function createApi(options: ApiOptions = {}) {
  const call = createCall(options);
  const one = (jobId: string) => `/api/download/${encodeURIComponent(jobId)}`;
  const tell = (jobId: string, verb: string, body?: object) =>
    read<Download>(call('POST', `${one(jobId)}/${verb}`, body && { body }));

  return {
    async submit(wanted: NewDownload, { idempotencyKey }: SubmitOptions = {}): Promise<Submitted> {
      const headers = idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {};
      const answer = await call('POST', '/api/download', { body: wanted, headers });
      return { download: await answer.json(), existing: answer.status === 200 };
    },
    /** What a link leads to; the site is asked, which takes seconds. */
    preview: (wanted: NewPreview, signal?: AbortSignal) =>
      read<Preview>(call('POST', '/api/preview', { body: wanted, signal })),
    get: (jobId: string) => read<Download>(call('GET', one(jobId))),
    /** The last lines of the engine's log; 404 where there are none. */
    log: async (jobId: string) => (await call('GET', `${one(jobId)}/log`)).text(),
    cancel: (jobId: string) => tell(jobId, 'cancel'),
    /** A failed or cancelled one once more; one that waits for its next try, now. */
    retry: (jobId: string) => tell(jobId, 'retry'),
    pause: (jobId: string) => tell(jobId, 'pause'),
    resume: (jobId: string) => tell(jobId, 'resume'),
    /** Ends a recording and keeps what is there; 409 where nothing is recorded. */
    finish: (jobId: string) => tell(jobId, 'finish'),
    move: (jobId: string, to: Move['to']) => tell(jobId, 'move', { to }),
    async remove(jobId: string): Promise<void> {
      await call('DELETE', one(jobId));
    },
    history: (query: HistoryQuery = {}) =>
      read<History>(call('GET', `/api/history${searchOf(query)}`)),
    /** How the parts of the service are, and what downloads are made with; needs no token. */
    health: () => read<Health>(call('GET', '/api/health')),
    queue: {
      get: () => read<Queue>(call('GET', '/api/queue')),
      /** Lets a site that asked for a rest be asked again now; 404 where it does not rest. */
      async endRest(site: string): Promise<void> {
        await call('DELETE', `/api/sites/${encodeURIComponent(site)}/rest`);
      },
      /** Queues every failed download again; the answer is how many there were. */
      async retryFailed(): Promise<number> {
        const answer = call('POST', '/api/queue/retry-failed');
        return (await read<{ retried: number }>(answer)).retried;
      },
    },
    cookies: keptLogins(call),
    engine: {
      /** Which yt-dlp is in use, and how its updates stand. */
      get: () => read<Engine>(call('GET', '/api/engine')),
      /** Has a newer one asked for; 409 where updates are off. */
      update: () => read<Engine>(call('POST', '/api/engine/update')),
    },
    session: {
      get: () => read<Session>(call('GET', '/api/session')),
      async login(token: string): Promise<void> {
        await call('POST', '/api/session', { body: { token } });
      },
      /** Opens one socket, once, within 30 s: for pages that have neither cookie nor header there. */
      ticket: () => read<Ticket>(call('POST', '/api/session/ticket')),
      async logout(): Promise<void> {
        await call('DELETE', '/api/session');
      },
    },
  };
}
