// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { aTally } from '../../testing/downloads.ts';
import { aDownload } from '../../testing/fake-service.ts';
import { ListCard } from './list-card.tsx';

const list = { jobId: 'p', url: 'https://media.example/list', list: aTally({ total: 2 }) } as const;
const child = (jobId: string) => ({ jobId, parentId: 'p', url: `https://media.example/${jobId}` });
let page: ReturnType<typeof aPage>;

const entries = () => screen.getAllByTestId('list-entry').map((each) => each.dataset.jobId);
const entry = (jobId: string) =>
  within(screen.getByRole('listitem', { name: `media.example/${jobId}` }));
const press = (name: string | RegExp) =>
  act(async () => fireEvent.click(screen.getByRole('button', { name })));

beforeEach(async () => {
  page = aPage();
  page.service.history(aDownload({ ...list, progress: 40 }), aDownload(child('q1')));
  await page.open(<ListCard jobId="p" />);
});
afterEach(cleanup);

test('has one bar over all that is in it, and counts', () => {
  const bar = screen.getByRole('progressbar', { name: 'Progress of media.example/list' });
  expect(bar.getAttribute('aria-valuenow')).toBe('40');
  page.tells({ ...list, version: 2, list: aTally({ total: 12, completed: 3, failed: 1 }) });
  expect(screen.getByText('3 of 12, 1 failed')).toBeTruthy();
  expect(screen.queryAllByTestId('list-entry')).toEqual([]);
});

test('reads what it does not know when it is opened, and stays live', async () => {
  const items = ['q2', 'q1'].map((jobId) => aDownload(child(jobId)));
  page.service.will('GET /api/history?parent=p&limit=200', 200, { items, nextCursor: null });
  await press(/^Entries of/);
  expect(entries()).toEqual(['q1', 'q2']);
  page.tells({ ...child('q2'), version: 2, progress: 55 });
  expect(entry('q2').getByText('55 % · Downloading')).toBeTruthy();
  const file = { downloadUrl: '/api/files/q2/x.mp4', fileName: 'x.mp4', fileSize: 5e6 };
  page.tells({ ...child('q2'), version: 3, status: 'completed', stage: null, ...file });
  expect(entry('q2').getByRole('link', { name: /^Save/ }).getAttribute('href')).toBe(
    '/api/files/q2/x.mp4?download',
  );
});

test('asks nothing where all is known', async () => {
  page.tells({ ...child('q2') });
  const before = page.service.calls.length;
  await press(/^Entries of/);
  expect(page.service.calls).toHaveLength(before);
});

test('one that failed can be tried again by itself', async () => {
  page.tells({ ...child('q2'), status: 'failed', error: 'It is gone.', errorCode: 'not_found' });
  await press(/^Entries of/);
  expect(entry('q2').getByText('Gone: It is gone.')).toBeTruthy();
  const again = aDownload({ ...child('q2'), version: 2, status: 'queued', stage: null });
  page.service.will('POST /api/download/q2/retry', 200, again);
  await press('Try again: media.example/q2');
  expect(entry('q2').getByRole('button', { name: /^Cancel/ })).toBeTruthy();
});

test('is called off as a whole', async () => {
  const cancelled = { ...list, version: 2, status: 'cancelled', stage: null } as const;
  page.service.will('POST /api/download/p/cancel', 200, aDownload(cancelled));
  await press('Cancel media.example/list');
  expect(screen.getByText(/^Cancelled · /)).toBeTruthy();
  expect(screen.queryByRole('progressbar')).toBeNull();
});

test('stays open when it ends and moves', async () => {
  page.tells({ ...child('q2') });
  await press(/^Entries of/);
  cleanup();
  await page.open(<ListCard jobId="p" />);
  expect(entries()).toEqual(['q1', 'q2']);
});
