import { expect, test } from '../support/fixtures.ts';
import { Home } from '../support/home.ts';
import { statusesOf } from '../support/wire.ts';

const RATE = 500_000; // bytes a second: a clip of 4 MB takes about eight seconds

test('the socket connects', async ({ home, wire }) => {
  await expect(home.light).toHaveText('Live');
  expect(wire.sockets.map(({ url }) => new URL(url).pathname)).toEqual(['/ws']);
});

test('initial status on connection', async ({ home, site, wire, page }) => {
  await home.submit(site.slowPage('A harbour', RATE));
  await home.beyond('A harbour', 0);
  const [first] = wire.statuses;
  expect(first).toMatchObject({ format: 'best', attempt: 1, error: null });
  expect(['queued', 'processing']).toContain(first?.status);
  await page.reload();
  await home.beyond('A harbour', 0);
  await expect.poll(() => statusesOf(wire.sockets[1])[0]?.status).toBe('processing');
});

test('progress in real time', async ({ home, site, wire }) => {
  await home.submit(site.slowPage('A harbour', RATE));
  const seen = [await home.beyond('A harbour', 0)];
  seen.push(await home.beyond('A harbour', 25));
  seen.push(await home.beyond('A harbour', 50));
  await expect(home.download('A harbour')).toContainText(/\d [kM]B\/s · \d+ s left/);
  await home.completed('A harbour');
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  const progress = wire.statuses.map((status) => status.progress);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(progress.at(-1)).toBe(100);
  const versions = wire.statuses.map((status) => status.version);
  expect(new Set(versions).size).toBe(versions.length);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
});

test('no polling in the network log', async ({ home, site, wire }) => {
  const before = wire.apiReads.length;
  await home.submit(site.slowPage('A harbour', RATE));
  await home.beyond('A harbour', 50);
  const during = wire.apiReads.slice(before).filter((path) => !path.startsWith('/api/thumbnails/'));
  expect(during).toEqual([]);
  await home.completed('A harbour');
  const reads = wire.apiReads.filter((path) => !/^\/api\/(thumbnails|files)\//.test(path));
  expect(reads.length, `each of ${reads} only once`).toBe(new Set(reads).size);
});

test('an error reaches the page', async ({ home, site, wire }) => {
  const link = site.url('/status/404');
  await home.submit(link);
  const card = home.download(link.replace('http://', ''));
  await expect(card.getByRole('button', { name: /^Try again/ })).toBeVisible();
  const failed = wire.statuses.at(-1);
  expect(failed).toMatchObject({ status: 'failed', errorCode: 'not_found' });
  await expect(card).toContainText(failed?.error ?? 'a sentence');
});

test('an address that is refused reaches the page', async ({ home, site, wire }) => {
  const link = site.url(`/redirect?to=${encodeURIComponent('http://10.0.0.1/clip.mp4')}`);
  await home.submit(link);
  await expect.poll(() => wire.statuses.at(-1)?.status).toBe('failed');
  const failed = wire.statuses.at(-1);
  expect(failed?.errorCode).toBe('blocked_address');
  await expect(home.page.getByRole('listitem')).toContainText(failed?.error ?? 'a sentence');
});

test('the end of a download does not end the socket', async ({ home, site, wire }) => {
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  expect(wire.statuses.at(-1)).toMatchObject({ status: 'completed', progress: 100 });
  await home.submit(site.page('A mountain'));
  await home.completed('A mountain');
  await expect(home.light).toHaveText('Live');
  expect(await wire.closeCodes()).toEqual([]);
  expect(wire.sockets).toHaveLength(1);
});

test('clean close on completion where one job is watched', async ({ home, site, page, wire }) => {
  await home.submit(site.slowPage('A harbour', RATE));
  await home.beyond('A harbour', 0);
  const jobId = wire.statuses.at(-1)?.jobId;
  await page.evaluate((id) => {
    new WebSocket(`/ws/download/${id}`);
  }, jobId);
  await home.completed('A harbour');
  await expect.poll(() => wire.closeCodes()).toEqual([1000]);
  const last = statusesOf(wire.sockets[1]).at(-1);
  expect(last).toMatchObject({ jobId, status: 'completed', progress: 100 });
});

test('ping/pong keeps it open', async ({ page, service, site, wire }) => {
  await page.clock.install();
  const home = new Home(page);
  await home.open(service.origin);
  await home.submit(site.slowPage('A harbour', 100_000));
  await home.beyond('A harbour', 0);
  for (const count of [1, 2, 3]) {
    await page.clock.fastForward(31_000);
    await expect
      .poll(() => wire.sockets[0]?.received.filter((text) => text === '{"type":"pong"}').length)
      .toBeGreaterThanOrEqual(count);
  }
  expect(wire.sockets[0]?.sent).toContain('ping');
  expect(wire.sockets).toHaveLength(1);
  expect(wire.sockets[0]?.open).toBe(true);
});
