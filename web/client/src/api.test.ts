import { beforeEach, expect, test, vi } from 'vitest';
import { createApi } from './api.ts';
import { ProblemError, UnreachableError } from './problem-error.ts';
import { aDownload, aQueue } from './testing/downloads.ts';

const fetched = vi.fn<typeof fetch>();
const api = createApi({ fetch: fetched });

const answer = (status: number, body?: object, headers?: HeadersInit) =>
  new Response(body ? JSON.stringify(body) : null, { status, ...(headers && { headers }) });
const request = () => fetched.mock.calls.at(-1);

beforeEach(() => fetched.mockReset());

test('submits with an idempotency key, and tells new from known', async () => {
  fetched.mockResolvedValueOnce(answer(202, aDownload()));
  const wanted = { url: 'https://media.example/1', format: 'audio' } as const;
  expect(await api.submit(wanted, { idempotencyKey: 'k' })).toMatchObject({ existing: false });
  const [path, init] = request() ?? [];
  expect(path).toBe('/api/download');
  expect(new Headers(init?.headers).get('Idempotency-Key')).toBe('k');
  expect(init?.body).toBe(JSON.stringify(wanted));

  fetched.mockResolvedValueOnce(answer(200, aDownload()));
  expect(await api.submit(wanted)).toMatchObject({ existing: true });
});

test('asks for history as the contract spells it', async () => {
  fetched.mockResolvedValueOnce(answer(200, { items: [], nextCursor: null }));
  await api.history({ status: ['queued', 'failed'], limit: 50, cursor: 'a+b' });
  expect(request()?.[0]).toBe('/api/history?status=queued,failed&limit=50&cursor=a%2Bb');
});

test('asks for the downloads of one list', async () => {
  fetched.mockResolvedValueOnce(answer(200, { items: [], nextCursor: null }));
  await api.history({ parent: 'p', limit: 200 });
  expect(request()?.[0]).toBe('/api/history?parent=p&limit=200');
});

test.each([
  ['pause', () => api.pause('a'), undefined],
  ['resume', () => api.resume('a'), undefined],
  ['finish', () => api.finish('a'), undefined],
  ['move', () => api.move('a', 'front'), '{"to":"front"}'],
])('tells a download to %s', async (verb, tell, body) => {
  fetched.mockResolvedValueOnce(answer(200, aDownload({ jobId: 'a' })));
  expect(await tell()).toMatchObject({ jobId: 'a' });
  const [path, init] = request() ?? [];
  expect([path, init?.method, init?.body]).toEqual([`/api/download/a/${verb}`, 'POST', body]);
});

test('keeps, tests and forgets a login', async () => {
  const jar = { name: 'a b', state: 'fresh' };
  fetched.mockResolvedValueOnce(answer(200, { jars: [jar] }));
  expect(await api.cookies.list()).toEqual([jar]);
  fetched.mockResolvedValueOnce(answer(200, jar));
  await api.cookies.put('a b', { site: 'a.example', cookies: 'text' });
  expect(request()?.[0]).toBe('/api/cookies/a%20b');
  expect(request()?.[1]).toMatchObject({ method: 'PUT', body: expect.stringContaining('text') });
  fetched.mockResolvedValueOnce(answer(200, jar));
  await api.cookies.test('a', 'https://a.example/');
  expect(request()?.[0]).toBe('/api/cookies/a/test');
  fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
  await api.cookies.remove('a');
  expect(request()?.[1]?.method).toBe('DELETE');
});

test('reads the queue, and tries all that failed again', async () => {
  fetched.mockResolvedValueOnce(answer(200, aQueue({ workers: 2 })));
  expect(await api.queue.get()).toMatchObject({ workers: 2 });
  fetched.mockResolvedValueOnce(answer(200, { retried: 7 }));
  expect(await api.queue.retryFailed()).toBe(7);
  expect(request()?.[0]).toBe('/api/queue/retry-failed');
  fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
  await api.queue.endRest('a.example');
  expect(request()?.[0]).toBe('/api/sites/a.example/rest');
  expect(request()?.[1]).toMatchObject({ method: 'DELETE' });
});

test('reads a log as text', async () => {
  fetched.mockResolvedValueOnce(new Response('one\ntwo\n'));
  expect(await api.log('a')).toBe('one\ntwo\n');
  expect(request()?.[0]).toBe('/api/download/a/log');
});

test('a preview can be called off', async () => {
  fetched.mockImplementationOnce(
    (_, init) =>
      new Promise((_done, fail) => init?.signal?.addEventListener('abort', () => fail('aborted'))),
  );
  const off = new AbortController();
  const seen = api.preview({ url: 'https://media.example/1' }, off.signal);
  off.abort();
  await expect(seen).rejects.toMatchObject({ name: 'AbortError' });
});

test('carries the token of a program, and escapes ids', async () => {
  fetched.mockResolvedValueOnce(answer(204));
  await createApi({ baseUrl: 'http://there', token: 't', fetch: fetched }).remove('a/b');
  expect(request()?.[0]).toBe('http://there/api/download/a%2Fb');
  expect(new Headers(request()?.[1]?.headers).get('Authorization')).toBe('Bearer t');
});

test('throws the problem that the service tells', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    code: 'invalid_url',
    field: 'url',
    detail: 'url must be http or https',
  };
  fetched.mockResolvedValueOnce(answer(400, problem, { 'Retry-After': '7' }));
  const failure = await api.get('1').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ProblemError);
  expect(failure).toMatchObject({
    ...{ code: 'invalid_url', field: 'url', status: 400, retryAfter: 7 },
    message: 'url must be http or https',
  });
});

test('makes a problem of an answer that tells none', async () => {
  fetched.mockResolvedValueOnce(new Response('<html>', { status: 502 }));
  await expect(api.session.get()).rejects.toMatchObject({ status: 502, code: 'unknown' });
});

test('says when nobody answers', async () => {
  fetched.mockRejectedValueOnce(new TypeError('failed to fetch'));
  await expect(api.cancel('1')).rejects.toBeInstanceOf(UnreachableError);
});
