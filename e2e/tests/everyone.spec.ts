import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import type { Home } from '../support/home.ts';
import type { MediaSite } from '../support/media-site.ts';

/** A page with something of each kind on it. */
async function furnish(home: Home, site: MediaSite): Promise<void> {
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  await home.submit(site.url('/status/404'));
  await expect(home.page.getByRole('button', { name: /^Try again/ })).toBeVisible();
  await home.submit(site.slowPage('A mountain', 100_000));
  await home.beyond('A mountain', 0);
}

async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' · ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of [
    ['a desk', { width: 1440, height: 900 }],
    ['a phone', { width: 360, height: 740 }],
  ] as const) {
    test.describe(`${colorScheme} on ${device}`, () => {
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

      test('an axe accessibility check', async ({ home, site, page }) => {
        expect(await complaints(page), 'the empty page').toEqual([]);
        await furnish(home, site);
        expect(await complaints(page), 'the furnished page').toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(viewport.width);
      });
    });
  }
}

test('keyboard only', async ({ home, site, page }) => {
  await reach(page, home.linkField);
  await page.keyboard.type(site.page('A harbour'));
  await page.keyboard.press('Enter');
  await home.completed('A harbour');
  await reach(page, home.button('Play', 'A harbour'));
  await page.keyboard.press('Enter');
  await expect(page.locator('video')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await reach(page, home.saveLink('A harbour'));
  await expect(home.saveLink('A harbour')).toBeFocused();
});

/** Presses Tab until the element has the focus; every stop on the way must be visible. */
async function reach(page: Page, target: Home['linkField']): Promise<void> {
  for (let stops = 0; stops < 60; stops++) {
    if (await target.evaluate((each) => each === document.activeElement)) return;
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus').or(page.locator('body')).first()).toBeVisible();
  }
  throw new Error('Tab does not lead there');
}
