import { beforeEach, expect, test, vi } from 'vitest';
import { aDownload, aVisit, problem } from '../testing/fake-service.ts';

let page: ReturnType<typeof aVisit>;
const entry = () => page.store.visit.entry.value;
const load = () => page.store.visit.load();

beforeEach(() => {
  page = aVisit();
});

test('loads history once', async () => {
  await load();
  expect(entry()).toEqual({ phase: 'ready', nextCursor: null });
  page.world.newest.hello();
  page.world.pass(3_600_000);
  expect(page.service.calls).toEqual(['GET /api/session', 'GET /api/history']);
});

test('goes on to older pages', async () => {
  const items = [aDownload({ jobId: '2', status: 'completed' })];
  page.service.will('GET /api/history', 200, { items, nextCursor: 'older' });
  await load();
  page.service.history(aDownload({ jobId: '1', status: 'completed' }));
  await page.store.visit.showMore();
  expect(page.shelf().finishedIds).toEqual(['2', '1']);
  expect(entry()).toEqual({ phase: 'ready', nextCursor: null });
});

test('asks for a token where one is needed, and loads after it', async () => {
  page.service.will('GET /api/session', 200, { tokenRequired: true, authenticated: false });
  await load();
  expect(entry()).toEqual({ phase: 'login' });

  page.service.will('POST /api/session', 401, problem(401, 'unauthorized', 'No.'));
  await expect(page.store.visit.login('wrong')).rejects.toMatchObject({ status: 401 });

  page.service.will('POST /api/session', 204);
  page.service.will('GET /api/session', 200, { tokenRequired: true, authenticated: true });
  await page.store.visit.login('right');
  expect(entry()).toMatchObject({ phase: 'ready' });

  page.service.will('DELETE /api/session', 204);
  page.world.newest.hello();
  await page.store.visit.logout();
  expect(entry()).toEqual({ phase: 'login' });
  expect(page.world.newest.isDropped).toBe(true);
});

test('any 401 leads to the login', async () => {
  page.service.will('GET /api/history', 401, problem(401, 'unauthorized', 'No.'));
  await load();
  expect(entry()).toEqual({ phase: 'login' });
});

test('comes back by itself when the service was silent', async () => {
  page.service.isSilent();
  const since = page.world.now();
  await load();
  expect(entry()).toEqual({ phase: 'unreachable', since });
  page.world.pass(1_000);
  await vi.waitFor(() => expect(page.service.calls).toHaveLength(2));

  page.service.will('GET /api/session', 200, { tokenRequired: false, authenticated: false });
  page.service.history();
  await vi.waitFor(() => expect(page.world.pendingTimers).toBe(1));
  expect(entry()).toEqual({ phase: 'unreachable', since });
  page.world.wake();
  await vi.waitFor(() => expect(entry().phase).toBe('ready'));
  page.world.newest.hello();
  page.world.wake();
  expect(page.service.calls).toHaveLength(4);
});
