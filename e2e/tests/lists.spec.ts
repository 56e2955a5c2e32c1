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
  await site.hold('/portrait.mp4', 1_000);
  await home.look(site.url('/several'));
  await home.preview.getByRole('button', { name: 'Download 3 of 3' }).click();
  const card = page.getByTestId('download-card');
  await expect(card).toContainText('2 of 3');
  await card.getByRole('button', { name: /^Entries of/ }).click();
  const entries = page.getByTestId('list-entry');
  await expect(entries).toHaveCount(3);
  await card.getByRole('button', { name: 'Cancel Many', exact: true }).click();
  await expect(card).toHaveAttribute('data-status', 'cancelled');
  await expect(entries.last()).toHaveAttribute('data-status', 'cancelled');
  await expect(entries.first()).toHaveAttribute('data-status', 'completed');
});
