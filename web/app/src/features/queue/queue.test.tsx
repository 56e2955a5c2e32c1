// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { aQueue } from '../../testing/downloads.ts';
import { aDownload, problem } from '../../testing/fake-service.ts';
import { QueueStatus } from './queue-status.tsx';
import { RetryFailed } from './retry-failed.tsx';

let page: ReturnType<typeof aPage>;
const failed = (jobId: string) => aDownload({ jobId, status: 'failed', stage: null });

beforeEach(() => {
  page = aPage();
});
afterEach(cleanup);

test('tells what holds the queue up while it does', async () => {
  await page.open(<QueueStatus />);
  expect(screen.queryByRole('list')).toBeNull();
  page.says({ type: 'queue', data: aQueue({ waitingForSpace: true, freeSpace: 0.4e9 }) });
  expect(screen.getByRole('listitem').textContent).toContain('Waiting for disk space: 400 MB free');
  page.says({ type: 'queue', data: aQueue() });
  expect(screen.queryByRole('list')).toBeNull();
});

test('waits for a site no longer than somebody wants to', async () => {
  await page.open(<QueueStatus />);
  const rest = { site: 'a.example', login: false, until: '2026-01-02T03:04:05Z', reason: 'Slow.' };
  page.says({ type: 'queue', data: aQueue({ sites: [rest] }) });
  const button = screen.getByRole('button', { name: 'Go on now with a.example' });
  page.service.will('DELETE /api/sites/a.example/rest', 500, problem(500, 'internal', 'Not now.'));
  await act(async () => fireEvent.click(button));
  expect(screen.getByText('Not now.')).toBeTruthy();
  page.service.will('DELETE /api/sites/a.example/rest', 404, problem(404, 'not_found', 'None.'));
  await act(async () => fireEvent.click(button));
  expect(screen.queryByText('None.')).toBeNull();
  page.says({ type: 'queue', data: aQueue() });
  expect(screen.queryByRole('button')).toBeNull();
});

test('tries all that failed again', async () => {
  page.service.history(failed('a'), failed('b'));
  await page.open(<RetryFailed />);
  const button = screen.getByRole('button', { name: 'Retry all failed (2)' });
  page.service.will('POST /api/queue/retry-failed', 500, problem(500, 'internal', 'Not now.'));
  await act(async () => fireEvent.click(button));
  expect(screen.getByText('Not now.')).toBeTruthy();
  page.service.will('POST /api/queue/retry-failed', 200, { retried: 2 });
  await act(async () => fireEvent.click(button));
  expect(page.store.notices.cell.value.at(-1)?.text).toBe('Trying 2 downloads again.');
  page.tells({ jobId: 'a', version: 2, status: 'queued', stage: null });
  expect(screen.queryByRole('button')).toBeNull();
});
