import { expect, test } from '../support/fixtures.ts';
import { Home } from '../support/home.ts';

const TOKEN = 'a-token-for-tests-4f1d0c';

test.describe('with a token', () => {
  test.use({ settings: { FETCHLIGHT_TOKEN: TOKEN } });

  test('the login page lets in who has the token', async ({
    page,
    service,
    site,
    wire,
    context,
  }) => {
    const home = new Home(page);
    await page.goto(service.origin);
    const field = page.getByLabel(/token/i);
    await field.fill('a guess');
    await field.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(home.linkField).toHaveCount(0);
    await field.fill(TOKEN);
    await field.press('Enter');
    await expect(home.linkField).toBeVisible();
    await home.submit(site.page('A harbour'));
    await home.completed('A harbour');
    expect(wire.statuses.at(-1)?.status).toBe('completed');
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(
      wire.requests.map((request) => request.url()).filter((url) => url.includes(TOKEN)),
    ).toEqual([]);
    await page.reload();
    await home.completed('A harbour');
  });

  test('a session that ends elsewhere leads to the login', async ({ page, service }) => {
    const home = new Home(page);
    await page.goto(service.origin);
    await page.getByLabel(/token/i).fill(TOKEN);
    await page.getByLabel(/token/i).press('Enter');
    await expect(home.light).toHaveText('Live');
    await page.context().clearCookies();
    await service.kill();
    await service.startAgain();
    await expect(page.getByLabel(/token/i)).toBeVisible();
    await page.getByLabel(/token/i).fill(TOKEN);
    await page.getByLabel(/token/i).press('Enter');
    await expect(home.light).toHaveText('Live');
  });

  test('without it neither socket nor history is open', async ({ page, service }) => {
    await page.goto(service.origin);
    await expect(page.getByLabel(/token/i)).toBeVisible();
    expect(await page.evaluate(async () => (await fetch('/api/history')).status)).toBe(401);
    const opened = await page.evaluate(
      () =>
        new Promise<boolean>((done) => {
          const socket = new WebSocket('/ws/download/0193c0de-0000-7000-8000-000000000000');
          socket.onopen = () => done(true);
          socket.onerror = () => done(false);
        }),
    );
    expect(opened).toBe(false);
  });
});

test('a page of another origin may neither submit nor watch', async ({ page, service, site }) => {
  const download = await service.submit(site.slowPage('A harbour', 100_000));
  await page.goto(site.url('/words'));
  const tried = await page.evaluate(
    async ([origin, jobId]) => {
      const opened = await new Promise<boolean>((done) => {
        const socket = new WebSocket(`${origin?.replace('http', 'ws')}/ws/download/${jobId}`);
        socket.onopen = () => done(true);
        socket.onerror = () => done(false);
      });
      const posted = await fetch(`${origin}/api/download`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"url":"http://example.org/"}',
      }).then(
        (answer) => answer.status,
        () => 'refused',
      );
      return { opened, posted };
    },
    [service.origin, download.jobId],
  );
  expect(tried).toEqual({ opened: false, posted: 'refused' });
  const history = await (await fetch(`${service.origin}/api/history`)).json();
  expect((history as { items: unknown[] }).items).toHaveLength(1);
});
