import { expect, test } from '../support/fixtures.ts';

const COOKIE = '127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tsecret';

test('a look shows what it is and how big it is, and queues nothing', async ({
  home,
  site,
  page,
  service,
}) => {
  await home.look(site.page('A harbour'));
  await expect(home.preview).toContainText('A harbour');
  await expect(home.preview.getByRole('radio').first()).toBeVisible();
  await expect(home.preview).toContainText('size not known'); // this site tells none
  await expect
    .poll(() =>
      home.preview
        .locator('img')
        .last()
        .evaluate((each: HTMLImageElement) => each.naturalWidth),
    )
    .toBeGreaterThan(0);
  expect(await (await fetch(`${service.origin}/api/history`)).json()).toMatchObject({ items: [] });
  await home.preview.getByRole('button', { name: 'Download this' }).click();
  await home.completed('A harbour');
  await expect(page.getByRole('region', { name: 'Preview' })).toHaveCount(0);
});

test('a look at what is not there says why', async ({ home, site }) => {
  await home.look(site.url('/status/404'));
  await expect(home.preview).toContainText('Gone:');
});

test('sound alone, as the options say', async ({ home, site, page, wire }) => {
  await page.getByRole('combobox', { name: 'Format' }).selectOption('audio');
  await page.getByText('Options').click();
  await page.getByRole('combobox', { name: 'Sound format' }).selectOption('mp3');
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  expect(wire.statuses.at(-1)).toMatchObject({
    mediaType: 'audio/mpeg',
    choices: { format: 'audio', audioFormat: 'mp3' },
  });
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Format' })).toHaveValue('audio');
});

test('cookies go with one download and stay nowhere', async ({
  home,
  site,
  page,
  context,
  wire,
}) => {
  await page.getByText('Options').click();
  const field = page.getByRole('textbox', { name: 'Cookies' });
  await field.fill(COOKIE);
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  await expect(field).toHaveValue('');
  expect(JSON.stringify(wire.statuses)).not.toContain('secret');
  expect(JSON.stringify(await context.storageState())).not.toContain('secret');
});
