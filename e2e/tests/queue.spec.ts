import { expect, test } from '../support/fixtures.ts';

const RATE = 500_000; // bytes a second: a clip of 4 MB takes about eight seconds

test('a paused download keeps what it has and goes on from there', async ({ home, site, wire }) => {
  await home.submit(site.slowPage('A harbour', RATE));
  const reached = await home.beyond('A harbour', 20);
  await home.button('Pause', 'A harbour').click();
  await expect(home.download('A harbour')).toContainText('Paused');
  expect(await home.percent('A harbour')).toBeGreaterThanOrEqual(reached);
  await home.button('Resume', 'A harbour').click();
  await home.completed('A harbour');
  const progress = wire.statuses.map((status) => status.progress);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
});

test('why a download failed can be read, and all that failed be tried again', async ({
  home,
  site,
  page,
  wire,
}) => {
  await home.submit(`${site.url('/status/404')}\n${site.url('/status/410')}`);
  const link = site.url('/status/404').replace('http://', '');
  await expect(home.download(link)).toContainText('Gone:');
  await home
    .download(link)
    .getByRole('button', { name: /^Show the log/ })
    .click();
  await expect(page.getByRole('dialog').getByRole('region')).toContainText('404');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Retry all failed (2)' }).click();
  const attempts = () =>
    wire.statuses.filter(({ status }) => status === 'failed').map(({ attempt }) => attempt);
  await expect.poll(() => attempts().toSorted()).toEqual([1, 1, 2, 2]);
});

test('what fails for a while is tried again, now if wanted', async ({ home, site, wire }) => {
  const link = site.url('/status/503').replace('http://', '');
  await home.submit(site.url('/status/503'));
  await expect(home.download(link)).toContainText(/Next try at \d+:\d\d/);
  await expect(home.download(link)).toContainText('Network:');
  const { attempt = 0 } = wire.statuses.at(-1) ?? {};
  await home.button('Try now:', link).click();
  await expect.poll(() => wire.statuses.at(-1)?.attempt).toBeGreaterThan(attempt);
});

test('a site that sets a limit rests, and everyone sees until when', async ({
  home,
  site,
  page,
}) => {
  await home.submit(site.url('/status/429'));
  const link = site.url('/status/429').replace('http://', '');
  await expect(home.download(link)).toContainText('Asked to slow down:');
  await expect(home.download(link)).toContainText(/Next try at \d+:\d\d/);
  const holding = page.getByRole('list', { name: 'What holds the queue up' });
  await expect(holding).toContainText(/asked for a rest until \d+:\d\d/);
  const other = site.url('/page?title=Next').replace('http://', '');
  await home.submit(site.url('/page?title=Next'));
  await expect(home.download(other)).toContainText(/Waiting until \d+:\d\d/);
});

test('a source that falls silent is told of', async ({ home, site }) => {
  await site.hold('/slow/clip.mp4', 2_000_000);
  await home.submit(site.slowPage('A harbour', 2_000_000));
  await expect(home.download('A harbour')).toContainText(/No data for \d+ s/);
  await site.release();
  await home.completed('A harbour');
});

test.describe('with one place', () => {
  test.use({ settings: { FETCHLIGHT_WORKERS: '1' } });

  test('what is moved to the front goes first', async ({ home, site, service, wire }) => {
    await home.submit(site.slowPage('A harbour', RATE));
    await home.beyond('A harbour', 0);
    const [second, third] = [site.slowPage('A mountain', RATE), site.slowPage('A valley', RATE)];
    const { jobId } = await service.submit(second);
    await service.submit(third);
    await home.more(third.replace('http://', ''), 'Move to the front');
    await expect(home.download(third.replace('http://', ''))).toContainText('at the front');
    await home.completed('A harbour');
    await home.beyond('A valley', 0);
    const began = wire.statuses.filter(({ status }) => status === 'processing');
    expect(began.map((each) => each.jobId)).not.toContain(jobId);
  });
});

test.describe('without disk space', () => {
  test.use({ settings: { FETCHLIGHT_MIN_FREE_SPACE: '900 TiB' } });

  test('the queue waits and says so', async ({ home, site, page }) => {
    await home.submit(site.page('A harbour'));
    await expect(
      page.getByText(/^Waiting for disk space: .* free, 990 TB needed\.$/),
    ).toBeVisible();
    const card = home.download(site.page('A harbour').replace('http://', ''));
    await expect(card).toContainText('Waiting for disk space');
  });
});
