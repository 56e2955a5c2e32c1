import { beforeEach, expect, test, vi } from 'vitest';
import { aStatus } from '../testing/downloads.ts';
import { aDownload, aVisit } from '../testing/fake-service.ts';
import { isStale } from './live.ts';
import { downloadOf } from './shelf.ts';

let visit: ReturnType<typeof aVisit>;
const socket = () => visit.world.newest;
const shown = (jobId: string) => downloadOf(visit.shelf(), jobId);

beforeEach(async () => {
  visit = aVisit();
  visit.service.history(
    aDownload({ jobId: 'a', version: 5 }),
    aDownload({ jobId: '0', version: 2, status: 'completed' }),
  );
  await visit.store.visit.load();
});

test('follows all downloads over one socket, and asks nothing more', () => {
  expect(socket().url).toBe('ws://here/ws');
  socket().hello();
  expect(socket().sent).toEqual(['{"type":"subscribe","feed":"all","have":{"0":2,"a":5}}']);
  socket().says(aStatus({ jobId: 'a', version: 6, progress: 60 }));
  socket().says(aStatus({ jobId: 'b', version: 1 }));
  expect(visit.shelf().activeIds).toEqual(['b', 'a']);
  expect(shown('a')?.progress).toBe(60);
  expect(visit.store.live.connection.value).toEqual({ phase: 'live', transport: 'socket' });
  expect(visit.service.calls).toEqual(['GET /api/session', 'GET /api/history']);
  expect(visit.world.sockets).toHaveLength(1);
});

test('stays live when all has ended', () => {
  socket().hello();
  socket().says(aStatus({ jobId: 'a', version: 9, status: 'completed' }));
  expect(visit.shelf()).toMatchObject({ activeIds: [], finishedIds: ['a', '0'] });
  expect(visit.store.live.connection.value.phase).toBe('live');
});

test('takes away what was deleted elsewhere', () => {
  socket().hello();
  socket().says({ type: 'removed', jobId: '0' });
  expect(visit.shelf().finishedIds).toEqual([]);
});

test('leads to the login when the session has ended', () => {
  socket().hello();
  socket().closes(4401);
  expect(visit.store.visit.entry.value).toEqual({ phase: 'login' });
  expect(visit.shelf().activeIds).toEqual([]);
});

test('leads to the login also where neither socket nor stream may be opened any more', () => {
  socket().closes();
  visit.world.pass(1_000);
  socket().closes();
  socket().closes(4401);
  expect(visit.store.visit.entry.value).toEqual({ phase: 'login' });
  visit.world.pass(3_600_000);
  expect(visit.world.sockets).toHaveLength(3);
});

test('reads anew what a stream cannot tell', async () => {
  socket().closes();
  visit.world.pass(1_000);
  socket().closes();
  expect(socket().url).toBe('http://here/api/events');
  visit.service.history(aDownload({ jobId: '0', version: 2, status: 'completed' }));
  socket().hello();
  socket().says(aStatus({ jobId: 'b', version: 1 }));
  await vi.waitFor(() => expect(visit.shelf().activeIds).toEqual(['b']));
  expect(visit.shelf().finishedIds).toEqual(['0']);
});

test('reads anew where the service was set back', async () => {
  visit.service.history(aDownload({ jobId: 'a', version: 3, epoch: 'two' }));
  socket().hello('two');
  await vi.waitFor(() => expect(shown('a')?.epoch).toBe('two'));
  expect(visit.shelf().finishedIds).toEqual([]);
});

test.each([
  [{ phase: 'live', transport: 'stream' }, false],
  [{ phase: 'connecting', since: 0, isOffline: false }, false],
  [{ phase: 'connecting', since: 0, isOffline: true }, true],
  [{ phase: 'stale', since: 0, isOffline: false }, true],
  [{ phase: 'error', code: 4429, message: '' }, true],
] as const)('%o may be older than it looks: %s', (state, expected) => {
  expect(isStale(state)).toBe(expected);
});
