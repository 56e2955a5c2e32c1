import { expect, test } from '../support/fixtures.ts';
import { Home } from '../support/home.ts';
import { UnreliableProxy } from '../support/unreliable-proxy.ts';

const RATE = 500_000;

test('a page that was offline during a download recovers by itself', async ({
  home,
  context,
  site,
  wire,
}) => {
  await home.submit(site.slowPage('A harbour', RATE));
  const reached = await home.beyond('A harbour', 10);
  await context.setOffline(true);
  await expect(home.light).toHaveText(/^Stale since/);
  await expect(home.download('A harbour')).toContainText('not live');
  expect(await home.percent('A harbour')).toBeGreaterThanOrEqual(reached);
  await context.setOffline(false);
  await expect(home.light).toHaveText('Live');
  await home.completed('A harbour');
  const progress = wire.statuses.map((status) => status.progress);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
});

test.describe('behind a proxy', () => {
  let proxy: UnreliableProxy;
  let home: Home;
  test.beforeEach(async ({ page, service }) => {
    proxy = await UnreliableProxy.before(service.origin);
    home = new Home(page);
  });
  test.afterEach(() => proxy.close());

  test('that lets no socket through, progress is live all the same', async ({
    page,
    service,
    site,
  }) => {
    proxy.blocksUpgrades = true;
    const streams: string[] = [];
    page.on('request', (request) => streams.push(new URL(request.url()).pathname));
    await home.open(proxy.origin);
    await expect(home.light).toHaveText('Live');
    expect(streams).toContain('/api/events');
    await service.submit(site.slowPage('A harbour', RATE));
    const seen = [await home.beyond('A harbour', 0), await home.beyond('A harbour', 30)];
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    await home.completed('A harbour');
  });

  test('that lets sockets through again, the page goes back to one', async ({ page }) => {
    proxy.blocksUpgrades = true;
    await home.open(proxy.origin);
    await expect(home.light).toHaveAttribute('title', /event stream/);
    proxy.blocksUpgrades = false;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect(home.light).not.toHaveAttribute('title', /event stream/);
    await expect(home.light).toHaveText('Live');
  });

  test('whose network is gone, what ends meanwhile is known afterwards', async ({
    service,
    site,
  }) => {
    await home.open(proxy.origin);
    const { jobId } = await service.submit(site.slowPage('A harbour', 2_000_000));
    await home.beyond('A harbour', 0);
    proxy.isDown = true;
    proxy.cut();
    await expect(home.light).toHaveText(/^Stale since/);
    await expect.poll(async () => (await service.read(jobId)).status).toBe('completed');
    proxy.isDown = false;
    await home.completed('A harbour');
  });
});
