import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { root } from '../support/java-process.ts';

test.use({ viewport: { width: 1280, height: 900 }, deviceScaleFactor: 2, colorScheme: 'light' });

const DUSK = 'c0=0x101a38:c1=0x3b3f77:c2=0xd9836a:c3=0xf6c77d:nb_colors=4';
const SEA = 'c0=0xd7ecef:c1=0x6fb1b8:c2=0x1f5f6b:nb_colors=3';
const DOWN = 'x0=320:y0=0:x1=320:y1=360';
const FILMS = [
  ['Morning at the harbour', '/short.mp4', `gradients=s=640x360:${SEA}:${DOWN}`],
  [
    'The coast of an island that has no end',
    '/slow/clip.mp4?rate=150000',
    'mandelbrot=s=640x360:start_x=-0.743643887:start_y=-0.131825904:start_scale=0.004',
  ],
  [
    'Night sky over the valley',
    '/slow/clip.mp4?rate=300000',
    `gradients=s=640x360:${DUSK}:${DOWN}`,
  ],
] as const;

test('the README picture @screenshot', async ({ home, site, page }) => {
  // The test site's pictures are colour bars; these are nicer to look at.
  const pictures = FILMS.map(([, , source]) => draw(source));
  const pages = createServer((request, response) => {
    const [kind, number] = (request.url ?? '').slice(1).split('/');
    const [title, media] = FILMS[Number(number)] ?? FILMS[0];
    if (kind === 'picture') {
      response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(pictures[Number(number)]);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html>
      <title>${title}</title><meta property="og:title" content="${title}">
      <meta property="og:image" content="${origin}/picture/${number}">
      <video poster="${origin}/picture/${number}"><source src="${site.url(media)}" type="video/mp4"></video>`);
  });
  await new Promise<void>((done) => pages.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  await home.submit(FILMS.map((_, index) => `${origin}/film/${index}`).join('\n'));
  await home.completed(FILMS[0][0]);
  await home.beyond(FILMS[1][0], 15);
  await home.beyond(FILMS[2][0], 40);
  await expect(page.getByTestId('placeholder')).toHaveCount(0);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: resolve(root, 'docs/screenshot.png'), scale: 'css' });
  pages.close();
});

function draw(source: string): Buffer {
  const command = `-v error -f lavfi -i ${source} -frames:v 1 -q:v 3 -f mjpeg -`;
  return execFileSync('ffmpeg', command.split(' '));
}
