import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aStatus } from '../testing/downloads.ts';
import { aDownload, aVisit, problem } from '../testing/fake-service.ts';
import { downloadOf, strike } from './shelf.ts';

const running = aDownload({ jobId: 'a', version: 5, progress: 50 });
const completed = { jobId: 'a', version: 9, status: 'completed', stage: null } as const;
let visit: ReturnType<typeof aVisit>;

const shown = () => downloadOf(visit.shelf(), 'a');

beforeEach(async () => {
  visit = aVisit();
  visit.service.history(running, aDownload({ jobId: '0', status: 'completed' }));
  await visit.store.visit.load();
});

describe('watching', () => {
  test('opens one socket for each download on its way, and asks nothing more', async () => {
    expect(visit.world.sockets.map(({ url }) => url)).toEqual(['ws://here/ws/download/a']);
    visit.world.newest.onopen?.();
    visit.world.newest.says(aStatus({ jobId: 'a', version: 6, progress: 60 }));
    expect(shown()?.progress).toBe(60);
    expect(visit.store.downloads.connection.value).toEqual({ phase: 'connected' });
    expect(visit.service.calls).toEqual(['GET /api/session', 'GET /api/history']);
  });

  test('ends with the download', () => {
    visit.world.newest.onopen?.();
    visit.world.newest.says(aStatus(completed));
    visit.world.newest.onclose?.({ code: 1000 });
    visit.world.pass(3_600_000);
    expect(visit.shelf()).toMatchObject({ activeIds: [], finishedIds: ['a', '0'] });
    expect(visit.store.downloads.connection.value).toEqual({ phase: 'idle' });
    expect(visit.world.sockets).toHaveLength(1);
  });

  test('takes a download away that was deleted elsewhere', () => {
    visit.world.newest.onclose?.({ code: 4404 });
    expect(visit.shelf().activeIds).toEqual([]);
  });

  test('asks once how it stands where the watch ended without an end', async () => {
    visit.service.will('GET /api/download/a', 200, aDownload(completed));
    visit.world.newest.onclose?.({ code: 1000 });
    visit.world.pass(1_000);
    await vi.waitFor(() => expect(shown()?.status).toBe('completed'));
  });

  test('tries again when one ends, where there were too many', () => {
    visit.world.newest.onclose?.({ code: 4429 });
    expect(visit.store.downloads.connection.value.phase).toBe('error');
    visit.store.downloads.shelf.set(strike(visit.shelf(), '0'));
    expect(visit.world.sockets).toHaveLength(2);
    expect(visit.store.downloads.connection.value.phase).toBe('connecting');
  });

  test('leads to the login when the session has ended', () => {
    visit.world.newest.onclose?.({ code: 4401 });
    expect(visit.store.visit.entry.value).toEqual({ phase: 'login' });
    expect(visit.shelf().activeIds).toEqual([]);
  });
});

describe('acting', () => {
  test('drops an answer that the socket has overtaken', async () => {
    visit.service.will('POST /api/download/a/cancel', 200, { ...running, version: 4 });
    await visit.store.downloads.cancel('a');
    expect(shown()?.version).toBe(5);
  });

  test('watches again after a retry', async () => {
    visit.world.newest.says(aStatus({ ...completed, status: 'failed' }));
    const queued = aDownload({ jobId: 'a', version: 12, status: 'queued', stage: null });
    visit.service.will('POST /api/download/a/retry', 200, queued);
    visit.world.newest.onclose?.({ code: 1000 });
    await visit.store.downloads.retry('a');
    expect(visit.shelf().activeIds).toEqual(['a']);
    expect(visit.world.sockets).toHaveLength(2);
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
});
