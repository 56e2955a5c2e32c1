import { expect, test } from '../support/fixtures.ts';
import { statusesOf } from '../support/wire.ts';

const RATE = 500_000; // bytes a second: a clip of 4 MB takes about eight seconds

test('reconnects after the service restarts in mid-download and the bar goes on', async ({
  home,
  service,
  site,
  wire,
}) => {
  await home.submit(site.slowPage('A harbour', RATE));
  const reached = await home.beyond('A harbour', 30);
  expect(await service.stop()).toBe(0);
  await expect(home.light).not.toHaveText('Live');
  expect(await wire.closeCodes()).toContain(1001);
  expect(wire.sockets[0]?.received.at(-1)).toMatch(/^{"type":"bye","retryAfterMs":\d+}$/);
  expect(await home.percent('A harbour')).toBeGreaterThanOrEqual(reached);
  await service.startAgain();
  await expect
    .poll(() => wire.sockets.filter((socket) => statusesOf(socket).length > 0).length)
    .toBe(2);
  await expect(home.light).toHaveText('Live');
  await home.completed('A harbour');
  const progress = wire.statuses.map((status) => status.progress);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
});

test('a killed service goes on from the partial file', async ({ home, service, site, wire }) => {
  await site.hold('/slow/clip.mp4', 3_000_000);
  await home.submit(site.slowPage('A harbour', RATE));
  await home.beyond('A harbour', 30);
  await service.kill();
  await expect(home.light).not.toHaveText('Live');
  const before = wire.statuses.length;
  await service.startAgain();
  const running = () =>
    wire.statuses
      .slice(before)
      .find(({ stage, progress }) => stage === 'downloading' && progress > 0);
  await expect.poll(running).toBeDefined();
  expect(running()?.progress).toBeGreaterThan(20);
  await site.release();
  await home.completed('A harbour');
});

test('the status light changes', async ({ home, service, site }) => {
  await expect(home.light).toHaveText('Live');
  await home.submit(site.slowPage('A harbour', 100_000));
  await home.beyond('A harbour', 0);
  await service.kill();
  await expect(home.light).toHaveText(/^(Stale|Offline) since/);
  await expect(home.download('A harbour')).toContainText('not live');
  await service.startAgain();
  await expect(home.light).toHaveText('Live');
});
