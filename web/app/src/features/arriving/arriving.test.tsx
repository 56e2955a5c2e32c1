// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { aQueue } from '../../testing/downloads.ts';
import { aDownload } from '../../testing/fake-service.ts';
import { Arriving } from './arriving.tsx';

const link = 'media.example/watch/1';
const nextTryAt = new Date(2026, 0, 2, 14, 3).toISOString();
const queued = { jobId: 'a', status: 'queued', stage: null } as const;
let page: ReturnType<typeof aPage>;

const card = () => within(screen.getByTestId('download-card'));
const bar = () => card().getByRole('progressbar').getAttribute('aria-valuetext');
const press = (name: string) =>
  act(async () => fireEvent.click(card().getByRole('button', { name })));

beforeEach(async () => {
  page = aPage();
  page.service.history(aDownload({ jobId: 'a' }));
  await page.open(<Arriving listCard={() => null} />);
});
afterEach(cleanup);

test('can be paused, and goes on where it was', async () => {
  const path = 'POST /api/download/a';
  const paused = aDownload({ ...queued, version: 2, paused: true });
  page.service.will(`${path}/pause`, 200, paused);
  await press(`Pause ${link}`);
  expect(bar()).toBe('10 percent, Paused');
  page.service.will(`${path}/resume`, 200, { ...paused, version: 3, paused: false });
  await press(`Resume ${link}`);
  expect(bar()).toBe('10 percent, Interrupted, going on');
});

test('a recording shows how long it is, and can be stopped and kept', async () => {
  expect(card().queryByRole('button', { name: /^Stop and keep/ })).toBeNull();
  const recording = { version: 2, stage: 'recording', progress: 0, recordedSeconds: 754 } as const;
  page.tells({ jobId: 'a', ...recording, downloadedBytes: 45_000_000 });
  expect(bar()).toBe('Recording · 12:34');
  expect(card().getByText(/45\.0 MB/)).toBeTruthy();
  page.service.will(
    'POST /api/download/a/finish',
    202,
    aDownload({ jobId: 'a', ...recording, version: 3, stage: 'merging' }),
  );
  await press(`Stop and keep ${link}`);
  expect(card().queryByRole('button', { name: /^Stop and keep/ })).toBeNull();
});

test('tells when and why it is tried again, and can be tried now', async () => {
  const error = 'The site gave no answer.';
  const postponed = { ...queued, version: 2, attempt: 2, nextTryAt, error } as const;
  page.tells({ ...postponed, errorCode: 'network' });
  expect(bar()).toMatch(/Next try at .*03.* · try 2$/);
  expect(screen.getByTestId('download-card').textContent).toContain(`Network: ${error}`);
  page.service.will('POST /api/download/a/retry', 200, aDownload({ ...queued, version: 3 }));
  await press(`Try now: ${link}`);
  expect(card().queryByText(error)).toBeNull();
});

test.each([0, 3_600_000, -3_600_000])(
  'counts how long nothing has come, where the service is %d ms behind',
  (behind) => {
    const now = () => new Date(page.world.now() - behind).toISOString();
    const stalledSince = now();
    page.passes(5_000);
    page.tells({ jobId: 'a', version: 2, updatedAt: now(), stalledSince });
    expect(bar()).toBe('10 percent, No data for 5 s');
    page.passes(7_000);
    expect(bar()).toBe('10 percent, No data for 12 s');
    page.tells({ jobId: 'a', version: 3, updatedAt: now(), stalledSince: null });
    expect(bar()).toBe('10 percent, Downloading');
  },
);

test('tells what the queue waits for', () => {
  page.tells({ ...queued, version: 2, progress: 0 });
  expect(bar()).toBe('Waiting for its turn');
  page.says({ type: 'queue', data: aQueue({ waitingForSpace: true }) });
  expect(bar()).toBe('Waiting for disk space');
});

test('tells what a button could not do', async () => {
  await press(`Cancel ${link}`);
  expect(card().getByText('The service does not answer.')).toBeTruthy();
});
