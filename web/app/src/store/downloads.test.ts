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
  await visit.store.downloads.cancel('a');
  expect(shown()?.version).toBe(5);
});

test('counts as its own what is asked for here', async () => {
  const queued = aDownload({ jobId: 'b', status: 'queued', stage: null });
  visit.service.will('POST /api/download', 202, queued);
  await visit.store.downloads.submit(queued.url, 'best');
  visit.service.will('POST /api/download/0/retry', 200, aDownload({ jobId: '0', version: 2 }));
  await visit.store.downloads.retry('0');
  expect([...visit.store.downloads.own]).toEqual(['b', '0']);
  expect(visit.shelf().activeIds).toEqual(['b', 'a', '0']);
});

test('looks again where the download is no longer what the page shows', async () => {
  const no = problem(409, 'conflict', 'It has ended.');
  visit.service.will('POST /api/download/a/cancel', 409, no);
  visit.service.will('GET /api/download/a', 200, aDownload(completed));
  await expect(visit.store.downloads.cancel('a')).rejects.toThrow('It has ended.');
  expect(shown()?.status).toBe('completed');
});

test.each([204, 404])(
  'takes away what was deleted, also where that was done (%i)',
  async (status) => {
    visit.service.will('DELETE /api/download/a', status);
    await visit.store.downloads.remove('a');
    visit.world.newest.says(aStatus({ jobId: 'a', version: 99 }));
    expect(shown()).toBeUndefined();
  },
);

test('keeps what could not be deleted', async () => {
  await expect(visit.store.downloads.remove('a')).rejects.toThrow('does not answer');
  expect(shown()).toBeDefined();
});
