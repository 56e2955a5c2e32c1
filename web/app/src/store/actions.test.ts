import { beforeEach, expect, test } from 'vitest';
import { aStatus } from '../testing/downloads.ts';
import { aDownload, aVisit, problem } from '../testing/fake-service.ts';
import { downloadOf } from './shelf.ts';

const running = aDownload({ jobId: 'a', version: 5, progress: 50 });
const completed = { jobId: 'a', version: 9, status: 'completed', stage: null } as const;
let visit: ReturnType<typeof aVisit>;

const shown = () => downloadOf(visit.shelf(), 'a');

beforeEach(async () => {
  visit = aVisit();
  visit.service.history(running, aDownload({ jobId: '0', status: 'completed' }));
  await visit.store.visit.load();
  visit.world.newest.hello();
});

test('drops an answer that the socket has overtaken', async () => {
  visit.service.will('POST /api/download/a/cancel', 200, { ...running, version: 4 });
  await visit.store.actions.cancel('a');
  expect(shown()?.version).toBe(5);
});

test('counts as its own what is asked for here', async () => {
  const queued = aDownload({ jobId: 'b', status: 'queued', stage: null });
  visit.service.will('POST /api/download', 202, queued);
  await visit.store.actions.submit({ url: queued.url, format: 'best' });
  visit.service.will('POST /api/download/0/retry', 200, aDownload({ jobId: '0', version: 2 }));
  await visit.store.actions.retry('0');
  expect([...visit.store.downloads.own]).toEqual(['b', '0']);
  expect(visit.shelf().activeIds).toEqual(['b', 'a', '0']);
});

test.each([
  ['pause', { status: 'queued', paused: true }],
  ['resume', { status: 'queued', paused: false }],
  ['finish', { status: 'processing', stage: 'merging' }],
] as const)('shows what came of %s', async (verb, changes) => {
  const answer = { ...running, version: 6, stage: null, ...changes };
  visit.service.will(`POST /api/download/a/${verb}`, 200, answer);
  await visit.store.actions[verb]('a');
  expect(shown()).toMatchObject(changes);
});

test('moves to either end', async () => {
  visit.service.will('POST /api/download/a/move', 200, { ...running, version: 6, rank: 1 });
  await visit.store.actions.toFront('a');
  await visit.store.actions.toBack('a');
  expect(visit.service.sent).toEqual([{ to: 'front' }, { to: 'back' }]);
  expect(shown()?.rank).toBe(1);
});

test('tries all that failed again', async () => {
  visit.service.will('POST /api/queue/retry-failed', 200, { retried: 3 });
  expect(await visit.store.actions.retryFailed()).toBe(3);
});

test('an empty log is no failure', async () => {
  visit.service.will('GET /api/download/a/log', 200, 'one line');
  expect(await visit.store.actions.log('a')).toBe('one line');
  visit.service.will('GET /api/download/a/log', 404, problem(404, 'not_found', 'None.'));
  expect(await visit.store.actions.log('a')).toBe('');
});

test('looks again where the download is no longer what the page shows', async () => {
  const no = problem(409, 'conflict', 'It has ended.');
  visit.service.will('POST /api/download/a/cancel', 409, no);
  visit.service.will('GET /api/download/a', 200, aDownload(completed));
  await expect(visit.store.actions.cancel('a')).rejects.toThrow('It has ended.');
  expect(shown()?.status).toBe('completed');
});

test.each([204, 404])(
  'takes away what was deleted, also where that was done (%i)',
  async (status) => {
    visit.service.will('DELETE /api/download/a', status);
    await visit.store.actions.remove('a');
    visit.world.newest.says(aStatus({ jobId: 'a', version: 99 }));
    expect(shown()).toBeUndefined();
  },
);

test('keeps what could not be deleted', async () => {
  await expect(visit.store.actions.remove('a')).rejects.toThrow('does not answer');
  expect(shown()).toBeDefined();
});
