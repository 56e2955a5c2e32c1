import type { BrowserContext } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { Home } from '../support/home.ts';
import type { Service } from '../support/service.ts';

async function anotherTab(context: BrowserContext, service: Service): Promise<Home> {
  const other = new Home(await context.newPage());
  await other.open(service.origin);
  await expect(other.light).toHaveText('Live');
  return other;
}

test('what is handed in past the page appears at once, over one socket', async ({
  home,
  service,
  site,
  wire,
}) => {
  await expect(home.light).toHaveText('Live');
  const reads = wire.apiReads.length;
  for (const title of ['A harbour', 'A mountain', 'A valley']) {
    await service.submit(site.slowPage(title, 200_000));
  }
  await home.beyond('A harbour', 0);
  await home.beyond('A mountain', 0);
  await home.beyond('A valley', 0);
  expect(wire.sockets).toHaveLength(1);
  const more = wire.apiReads.slice(reads).filter((path) => !path.startsWith('/api/thumbnails/'));
  expect(more).toEqual([]);
});

test('what is handed in in one tab appears in the other', async ({
  home,
  context,
  service,
  site,
}) => {
  const other = await anotherTab(context, service);
  await home.submit(site.page('A harbour'));
  await other.completed('A harbour');
});

test('what is deleted in one tab vanishes in the other', async ({
  home,
  context,
  service,
  site,
}) => {
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  const other = await anotherTab(context, service);
  await other.completed('A harbour');
  await home.button('Delete', 'A harbour').click();
  await home.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(other.download('A harbour')).toHaveCount(0);
});

test('what is deleted while a tab is away is gone when it comes back', async ({
  home,
  context,
  service,
  site,
}) => {
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  await expect(home.light).toHaveText('Live');
  const { jobId } = await service.submit(site.page('A harbour'));
  await context.setOffline(true);
  await expect(home.light).toHaveText(/^Stale since/);
  await fetch(`${service.origin}/api/download/${jobId}`, { method: 'DELETE' });
  await expect(home.download('A harbour')).toBeVisible();
  await context.setOffline(false);
  await expect(home.download('A harbour')).toHaveCount(0);
});

test('two tabs agree', async ({ home, context, service, site }) => {
  await home.submit(site.slowPage('A harbour', 500_000));
  await home.beyond('A harbour', 10);
  const other = await anotherTab(context, service);
  await other.beyond('A harbour', 10);
  // Both show whole numbers of one bar that moves: they agree as often as somebody looks.
  await expect
    .poll(async () => {
      const [left, right] = await Promise.all([
        home.percent('A harbour'),
        other.percent('A harbour'),
      ]);
      return left !== null && left === right;
    })
    .toBe(true);
  await home.completed('A harbour');
  await other.completed('A harbour');
});

test('cancelling in one tab shows in the other', async ({ home, context, service, site }) => {
  await home.submit(site.slowPage('A harbour', 100_000));
  await home.beyond('A harbour', 0);
  const other = await anotherTab(context, service);
  await home.button('Cancel', 'A harbour').click();
  await expect(home.download('A harbour')).toContainText(/cancelled/i);
  await expect(other.download('A harbour')).toContainText(/cancelled/i);
});
