// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from './app.tsx';
import { StoreContext } from './store/store.ts';
import { aStatus } from './testing/downloads.ts';
import { aDownload, aVisit, problem } from './testing/fake-service.ts';

const link = 'https://media.example/watch/1';
let page: ReturnType<typeof aVisit>;

async function open() {
  render(
    <StoreContext value={page.store}>
      <App />
    </StoreContext>,
  );
  await act(() => page.store.visit.load());
}
const asked = (calls: string[]) => calls.filter((call) => !call.startsWith('GET '));
const status = () => screen.getByTestId('connection-status').dataset.state;
const card = () => within(screen.getByTestId('download-card'));
const field = () => screen.getByRole('textbox', { name: /links/i });
async function submit(text: string) {
  fireEvent.change(field(), { target: { value: text } });
  await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }));
}

beforeEach(() => {
  page = aVisit();
});
afterEach(cleanup);

test('a pasted link arrives, live and without a request more', async () => {
  await open();
  expect(screen.getByText('Nothing here yet')).toBeTruthy();
  const queued = { jobId: 'a', url: link, version: 1, status: 'queued', stage: null } as const;
  page.service.will('POST /api/download', 202, aDownload({ ...queued, progress: 0 }));
  await submit(link);
  expect(card().getByText('Waiting for its turn')).toBeTruthy();
  expect(field()).toHaveProperty('value', '');

  const socket = page.world.newest;
  act(() => {
    socket.hello();
    socket.says(aStatus({ jobId: 'a', url: link, version: 2, progress: 42.5, eta: 3, speed: 2e6 }));
  });
  const bar = card().getByRole('progressbar');
  expect(bar.getAttribute('aria-valuenow')).toBe('42');
  expect(bar.getAttribute('aria-valuetext')).toBe('42 percent, Downloading');
  expect(screen.getByTestId('download-card').textContent).toContain('2.0 MB/s · 3 s left');
  expect([status(), document.title]).toEqual(['live', '42 % · Fetchlight']);
  expect(screen.getByTestId('announcer').textContent).toContain('Started: media.example/watch/1');

  const file = { downloadUrl: '/api/files/a/x.mp4', fileName: 'x.mp4', fileSize: 5e6 };
  act(() => socket.closes());
  expect(status()).toBe('stale');
  expect(card().getByText('Downloading, not live')).toBeTruthy();
  expect(card().queryByText(/left/)).toBeNull();
  act(() => page.world.pass(1_000));
  const again = page.world.newest;

  const end = { status: 'completed', stage: null, progress: 100, version: 3 } as const;
  act(() => again.says(aStatus({ jobId: 'a', url: link, ...end, ...file })));
  expect(within(screen.getByRole('region', { name: 'Library' })).getByText(/5\.0 MB/)).toBeTruthy();
  const save = card().getByRole('link', { name: /^Save/ });
  expect(save.getAttribute('href')).toBe('/api/files/a/x.mp4?download');
  expect(document.title).toBe('Fetchlight');
  expect(asked(page.service.calls)).toEqual(['POST /api/download']);
});

test('an unknown total shows a bar without a value', async () => {
  page.service.history(aDownload({ progress: 0, downloadedBytes: 5e6, totalBytes: null }));
  await open();
  expect(card().getByRole('progressbar').hasAttribute('aria-valuenow')).toBe(false);
});

test('what is not a link stays in the field with a reason', async () => {
  await open();
  await submit('hello');
  expect(field()).toHaveProperty('value', 'hello');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('form').textContent).toContain('This is not a link.');
  expect(asked(page.service.calls)).toEqual([]);
});

test('a link that is there already is pointed to', async () => {
  await open();
  page.service.will('POST /api/download', 200, aDownload({ status: 'completed', url: link }));
  await submit(link);
  expect(screen.getByText('Already in your library:')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'media.example/watch/1' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('download-card')));
});

test('a failed one tells why, and may be retried or deleted', async () => {
  const failed = aDownload({ status: 'failed', stage: null, error: 'The site is gone.' });
  page.service.history(failed);
  await open();
  expect(card().getByText('The site is gone.')).toBeTruthy();
  const path = `/api/download/${failed.jobId}`;
  page.service.will(`POST ${path}/retry`, 429, problem(429, 'too_many', 'Wait a little.'));
  await act(async () => fireEvent.click(card().getByRole('button', { name: /^Try again/ })));
  expect(card().getByText('Wait a little.')).toBeTruthy();

  page.service.will(`DELETE ${path}`, 204);
  fireEvent.click(card().getByRole('button', { name: /^Delete/ }));
  const dialog = within(screen.getByRole('dialog', { name: /delete this/i }));
  await act(async () => fireEvent.click(dialog.getByRole('button', { name: 'Delete' })));
  expect(screen.queryByTestId('download-card')).toBeNull();
});

test('a silent service is told of, and the page comes back', async () => {
  page.service.isSilent();
  await open();
  expect(screen.getByText('Fetchlight does not answer')).toBeTruthy();
  expect(status()).toBe('offline');
  page.service.will('GET /api/session', 200, { tokenRequired: false, authenticated: false });
  page.service.history(aDownload());
  await act(async () => page.world.pass(1_000));
  expect(await screen.findByTestId('download-card')).toBeTruthy();
});

test('a private service asks for its token', async () => {
  page.service.will('GET /api/session', 200, { tokenRequired: true, authenticated: false });
  page.service.will('POST /api/session', 401, problem(401, 'unauthorized', 'No.'));
  await open();
  fireEvent.change(screen.getByLabelText('Access token'), { target: { value: 'x' } });
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Sign in' })));
  expect(screen.getByRole('alert').textContent).toBe('That token is not the right one.');
});
