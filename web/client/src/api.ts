import type { Download, History, NewDownload, Session, Status } from './generated/schemas.ts';
import { ProblemError, UnreachableError } from './problem-error.ts';

export interface ApiOptions {
  /** Where the service is, without a slash at the end; the page's own origin by default. */
  readonly baseUrl?: string;
  /** The access token, for programs; browsers use the session cookie. */
  readonly token?: string;
  readonly fetch?: typeof fetch;
}

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
  readonly limit?: number;
  readonly cursor?: string;
}

export type Api = ReturnType<typeof createApi>;

/** The REST calls. Each throws a ProblemError where the service says no, an UnreachableError where it is silent. */
export function createApi(options: ApiOptions = {}) {
  const { baseUrl = '', token } = options;
  const doFetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));

  async function call(method: string, path: string, body?: object, extra?: HeadersInit) {
    const headers = new Headers(extra);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    if (body) headers.set('Content-Type', 'application/json');
    const init: RequestInit = { method, headers, credentials: 'same-origin' };
    if (body) init.body = JSON.stringify(body);
    const answer = await doFetch(`${baseUrl}${path}`, init).catch((cause: unknown) => {
      throw new UnreachableError('The service does not answer.', { cause });
    });
    if (!answer.ok) throw await ProblemError.from(answer);
    return answer;
  }

  const read = async <T>(answer: Promise<Response>): Promise<T> => (await answer).json();
  const one = (jobId: string) => `/api/download/${encodeURIComponent(jobId)}`;

  return {
    async submit(wanted: NewDownload, { idempotencyKey }: SubmitOptions = {}): Promise<Submitted> {
      const extra = idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : undefined;
      const answer = await call('POST', '/api/download', wanted, extra);
      return { download: await answer.json(), existing: answer.status === 200 };
    },
    get: (jobId: string) => read<Download>(call('GET', one(jobId))),
    cancel: (jobId: string) => read<Download>(call('POST', `${one(jobId)}/cancel`)),
    retry: (jobId: string) => read<Download>(call('POST', `${one(jobId)}/retry`)),
    async remove(jobId: string): Promise<void> {
      await call('DELETE', one(jobId));
    },
    history: (query: HistoryQuery = {}) =>
      read<History>(call('GET', `/api/history${searchOf(query)}`)),
    session: {
      get: () => read<Session>(call('GET', '/api/session')),
      async login(accessToken: string): Promise<void> {
        await call('POST', '/api/session', { token: accessToken });
      },
      async logout(): Promise<void> {
        await call('DELETE', '/api/session');
      },
    },
  };
}

function searchOf(query: HistoryQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  // The service splits a list at plain commas only.
  return search.size === 0 ? '' : `?${search.toString().replaceAll('%2C', ',')}`;
}
