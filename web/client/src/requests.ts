import { homePath } from './home.ts';
import { ProblemError, UnreachableError } from './problem-error.ts';

export interface ApiOptions {
  /** Where the service is; where the page was opened by default. */
  readonly baseUrl?: string;
  /** The access token, for programs; browsers use the session cookie. */
  readonly token?: string;
  /** `include` for pages of other origins that the service allows; `same-origin` by default. */
  readonly credentials?: RequestCredentials;
  readonly fetch?: typeof fetch;
}

/** What goes along with a request. */
export interface Errand {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Calls it off; the promise then fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks the service and answers with its yes; a no is thrown as a ProblemError, silence as an UnreachableError. */
export type Call = (method: string, path: string, errand?: Errand) => Promise<Response>;

export function createCall({ baseUrl, token, credentials, fetch }: ApiOptions): Call {
  const home = baseUrl?.replace(/\/$/, '') ?? homePath();
  const doFetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
  return async (method, path, { body, headers: extra, signal } = {}) => {
    const headers = new Headers(extra);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    if (body) headers.set('Content-Type', 'application/json');
    const answer = await doFetch(`${home}${path}`, {
      ...{ method, headers, credentials: credentials ?? 'same-origin' },
      ...(body && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    }).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw new UnreachableError('The service does not answer.', { cause });
    });
    if (!answer.ok) throw await ProblemError.from(answer);
    return answer;
  };
}

/** What the answer says in JSON. */
export async function read<T>(answer: Promise<Response>): Promise<T> {
  return (await answer).json();
}

/** The query of an address; what is undefined is left out. */
export function searchOf(query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  // The service splits a list at plain commas only.
  return search.size === 0 ? '' : `?${search.toString().replaceAll('%2C', ',')}`;
}
