import { resolve } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { root } from '../support/java-process.ts';

test.use({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 2, colorScheme: 'light' });

test('the README picture @screenshot', async ({ home, site, page }) => {
  for (const [title, media] of [
    ['Morning at the harbour', '/short.mp4'],
    ['A walk up the hill, in one take', '/portrait.mp4'],
  ] as const) {
    await home.submit(site.page(title, media));
    await home.completed(title);
  }
  await home.submit(site.slowPage('How a lighthouse lens is made', 150_000));
  await home.submit(site.slowPage('Night sky over the valley', 300_000));
  await home.beyond('How a lighthouse lens is made', 20);
  await home.beyond('Night sky over the valley', 40);
  await expect(page.locator('img').first()).toBeVisible();
  await page.screenshot({ path: resolve(root, 'docs/screenshot.png'), scale: 'css' });
});
