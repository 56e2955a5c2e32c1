import { expect, test } from '../support/fixtures.ts';

test('a list is looked at, chosen from, and arrives as one', async ({ home, site, page }) => {
  await home.look(site.url('/several'));
  const boxes = home.preview.getByRole('checkbox');
  await expect(boxes).toHaveCount(3);
  await boxes.nth(0).uncheck();
  await home.preview.getByRole('button', { name: 'Download 2 of 3' }).click();
  const cards = page.getByTestId('download-card');
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText('2 of 2');
  await expect(cards).toHaveAttribute('data-status', 'completed');
  await cards.getByRole('button', { name: /^Entries of/ }).click();
  await expect(page.getByTestId('list-entry')).toHaveCount(2);
  await expect(page.getByRole('link', { name: /^Save/ })).toHaveCount(2);
  await page.reload();
  await expect(page.getByTestId('download-card')).toHaveCount(1);
});

test('a list is called off as a whole', async ({ home, site, page }) => {
  for (const name of ['clip', 'short', 'portrait']) await site.hold(`/${name}.mp4`, 1_000);
  await home.look(site.url('/several'));
  await home.preview.getByRole('button', { name: 'Download 3 of 3' }).click();
  const card = page.getByTestId('download-card');
  await card.getByRole('button', { name: /^Entries of/ }).click();
  await expect(page.getByTestId('list-entry')).toHaveCount(3);
  await card.getByRole('button', { name: /^Cancel Many/ }).click();
  await expect(card).toContainText('3 cancelled');
  await expect(page.locator('[data-testid="list-entry"][data-status="cancelled"]')).toHaveCount(3);
});
