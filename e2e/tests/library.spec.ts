import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/fixtures.ts';

test('history after reload', async ({ home, site, page }) => {
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  await home.submit(site.slowPage('A mountain', 100_000));
  await home.beyond('A mountain', 0);
  await page.reload();
  await home.completed('A harbour');
  await home.beyond('A mountain', 0);
});

test('play with seeking', async ({ home, site, page }) => {
  await home.submit(site.page('A harbour', '/clip.mp4'));
  await home.completed('A harbour');
  const ranges: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/files/')) ranges.push(response.status());
  });
  await home.button('Play', 'A harbour').click();
  const video = page.locator('video');
  await expect
    .poll(() => video.evaluate((each: HTMLVideoElement) => each.readyState))
    .toBeGreaterThan(1);
  const landed = await video.evaluate(
    (each: HTMLVideoElement) =>
      new Promise<number>((done) => {
        each.addEventListener('seeked', () => done(each.currentTime), { once: true });
        each.currentTime = 9;
      }),
  );
  expect(landed).toBeCloseTo(9, 1);
  expect(ranges).toContain(206);
  expect(await video.evaluate((each: HTMLVideoElement) => each.error)).toBeNull();
});

test('saving gives the whole file under its title', async ({ home, site, page }) => {
  await home.submit(site.page('Ein Hafen – früh'));
  await home.completed('Ein Hafen – früh');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    home.saveLink('Ein Hafen – früh').click(),
  ]);
  expect(download.suggestedFilename()).toBe('Ein Hafen – früh.mp4');
  const original = Buffer.from(await (await fetch(site.url('/short.mp4'))).arrayBuffer());
  expect((await readFile(await download.path())).equals(original)).toBe(true);
});

test('several lines are several downloads', async ({ home, site }) => {
  await home.submit(`${site.page('A harbour')}\n${site.page('A mountain', '/portrait.mp4')}`);
  await home.completed('A harbour');
  await home.completed('A mountain');
});

test('a link pasted beside the field lands in it', async ({ home, site, page }) => {
  await page.getByRole('heading', { level: 1 }).click();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, site.page('A harbour'));
  await expect(home.linkField).toHaveValue(site.page('A harbour'));
});

test('the same link again leads to the download that is there', async ({ home, site, page }) => {
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  await home.submit(site.page('A harbour'));
  await expect(page.getByText('Already in your library:')).toBeVisible();
  await expect(home.download('A harbour')).toHaveCount(1);
});

test('what is not a link gets a clear message and no request', async ({ home, page, wire }) => {
  await home.submit('harbour at dawn');
  await expect(
    page
      .getByRole('alert')
      .or(page.getByText(/not a link/i))
      .first(),
  ).toBeVisible();
  expect(wire.requests.filter((request) => request.method() === 'POST')).toEqual([]);
});

test('a failed download can be retried', async ({ home, site, wire }) => {
  const link = site.url('/status/404');
  await home.submit(link);
  await home.button('Try again:', link.replace('http://', '')).click();
  const failures = () => wire.statuses.filter((status) => status.status === 'failed');
  await expect.poll(() => failures().map(({ attempt }) => attempt)).toEqual([1, 2]);
});

test('a download can be deleted', async ({ home, site, page, service }) => {
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  await home.button('Delete', 'A harbour').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(home.download('A harbour')).toHaveCount(0);
  const history = await (await fetch(`${service.origin}/api/history`)).json();
  expect(history).toEqual({ items: [], nextCursor: null });
});

test('pictures come only from the service', async ({ home, site, page, wire, service }) => {
  await home.submit(site.page('A harbour'));
  await home.completed('A harbour');
  const picture = home.download('A harbour').locator('img').last();
  await expect(picture).toHaveAttribute('src', /^\/api\/thumbnails\//);
  await expect
    .poll(() => picture.evaluate((each: HTMLImageElement) => each.naturalWidth))
    .toBeGreaterThan(0);
  expect(wire.foreign(service.origin)).toEqual([]);
  expect(await page.locator('img, video, script, link[href]').evaluateAll(sources)).toEqual([]);
});

/** Addresses of other servers in the page itself, asked for or not. */
function sources(elements: Element[]): string[] {
  return elements
    .map((each) => each.getAttribute('src') ?? each.getAttribute('href') ?? '')
    .filter(
      (source) =>
        /^(https?:)?\/\//.test(source) && new URL(source, location.href).origin !== location.origin,
    );
}
