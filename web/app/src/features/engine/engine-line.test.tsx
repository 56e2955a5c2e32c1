// @vitest-environment happy-dom
import type { Engine } from '@fetchlight/client';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { problem } from '../../testing/fake-service.ts';
import { EngineLine } from './engine-line.tsx';

let page: ReturnType<typeof aPage>;

const anEngine = (changes: Partial<Engine> = {}): Engine => ({
  ...{ version: '2026.01.02', released: '2026-01-02', origin: 'own', channel: 'stable' },
  ...{ activity: 'idle', sentence: 'yt-dlp 2026.01.02 is the newest release.' },
  ...{ askedAt: null, nextAt: null, kept: [], refused: [], tries: [] },
  ...changes,
});

async function opens(engine: Engine) {
  page.service.will('GET /api/engine', 200, engine);
  await page.open(<EngineLine />);
}
const line = () => screen.getByTestId('engine').querySelector('summary')?.textContent;
const status = () => screen.getByRole('status').textContent;
const button = () => screen.getByRole('button', { name: 'Update yt-dlp' });

beforeEach(() => {
  page = aPage();
});
afterEach(cleanup);

test('tells the version quietly, and asks once while nothing goes on', async () => {
  await opens(anEngine());
  expect(line()).toBe('yt-dlp 2026.01.02');
  expect(status()).toBe('');
  await act(async () => page.passes(60_000));
  expect(page.service.calls.filter((call) => call === 'GET /api/engine')).toHaveLength(1);
});

test('the button asks for a newer one, and the line tells what comes of it', async () => {
  await opens(anEngine());
  const asking = anEngine({ activity: 'asking', sentence: 'Asking for a newer yt-dlp.' });
  page.service.will('POST /api/engine/update', 202, asking);
  await act(async () => fireEvent.click(button()));
  expect(status()).toBe('Asking for a newer yt-dlp.');
  expect(button().getAttribute('aria-disabled')).toBe('true');
  const sentence = 'yt-dlp 2026.02.03 is in use from the next download on.';
  page.service.will('GET /api/engine', 200, anEngine({ version: '2026.02.03', sentence }));
  await act(async () => page.passes(1_000));
  expect(line()).toBe('yt-dlp 2026.02.03');
  expect(status()).toBe(sentence);
  expect(button().getAttribute('aria-disabled')).toBeNull();
});

test('a no is told, and silence in the middle is waited out', async () => {
  await opens(anEngine({ activity: 'trying', sentence: 'Trying yt-dlp 2026.02.03.' }));
  page.service.isSilent();
  await act(async () => page.passes(1_000));
  expect(status()).toBe('Trying yt-dlp 2026.02.03.');
  page.service.will('GET /api/engine', 200, anEngine());
  await act(async () => page.passes(1_000));
  page.service.will('POST /api/engine/update', 429, problem(429, 'too_many_requests', 'Wait.'));
  await act(async () => fireEvent.click(button()));
  expect(status()).toBe('Wait.');
});

test('without updates there is no button, and without yt-dlp a word of it', async () => {
  await opens(anEngine({ channel: 'off', version: null }));
  expect(line()).toBe('No yt-dlp');
  expect(screen.queryByRole('button')).toBeNull();
});

const health = (version: string) => ({
  status: 'up',
  parts: [
    { name: 'database', status: 'up', detail: 'k3f9q2, 0 queued' },
    { name: 'engine', status: 'up', detail: `yt-dlp ${version}, 6 days old (warm), ffmpeg` },
    { name: 'runtime', status: 'up', detail: 'deno 2.9.6' },
  ],
});

test('tells age and runtime, more for who opens it, and anew once another is used', async () => {
  page.service.will('GET /api/health', 200, health('2026.01.02'));
  await page.store.tools.look();
  await opens(anEngine({ kept: ['2026.01.02', '2026.01.01'] }));
  expect(line()).toBe('yt-dlp 2026.01.02, 6 days old · deno 2.9.6');
  expect(screen.getByText('yt-dlp 2026.01.02 is the newest release.')).toBeTruthy();
  expect(screen.getByText('2026.01.02, 2026.01.01')).toBeTruthy();
  expect(screen.queryByText(/k3f9q2/)).toBeNull();
  page.service.will('GET /api/health', 200, health('2026.02.03'));
  page.service.will('POST /api/engine/update', 202, anEngine({ version: '2026.02.03' }));
  await act(async () => fireEvent.click(button()));
  expect(line()).toBe('yt-dlp 2026.02.03, 6 days old · deno 2.9.6');
});

test('a report of the one before says nothing of this one', async () => {
  page.service.will('GET /api/health', 200, health('2025.12.01'));
  await page.store.tools.look();
  await opens(anEngine());
  expect(line()).toBe('yt-dlp 2026.01.02 · deno 2.9.6');
});
