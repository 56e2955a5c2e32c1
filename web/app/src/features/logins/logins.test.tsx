// @vitest-environment happy-dom
import type { Jar } from '@fetchlight/client';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { aDownload } from '../../testing/downloads.ts';
import { problem } from '../../testing/fake-service.ts';
import { HandIn } from '../../ui/hand-in.tsx';
import { LoginsButton } from './logins-button.tsx';

let page: ReturnType<typeof aPage>;
const COOKIES = '.media.example\tTRUE\t/\tTRUE\t0\tsid\tsesame';
const aJar = (changes: Partial<Jar> = {}): Jar => ({
  ...{ name: 'main', site: 'media.example', state: 'fresh', sentence: null },
  ...{ putAt: '2026-01-02T03:04:05Z', expiresAt: null, seenAt: null },
  ...changes,
});
const press = (name: string) =>
  act(async () => fireEvent.click(screen.getByRole('button', { name })));
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const send = () => act(async () => fireEvent.submit(screen.getByRole('form')));
const state = () => screen.getByRole('status').textContent;

beforeEach(() => {
  page = aPage();
  page.service.will('GET /api/cookies', 200, { jars: [] });
});
afterEach(cleanup);

test('a login is pasted and kept, and only what is of its site is sent', async () => {
  await page.open(<LoginsButton />);
  await press('Logins');
  page.service.will('PUT /api/cookies/media.example', 200, aJar({ name: 'media.example' }));
  type('Site', 'https://www.media.example/');
  type('Cookies', `.other.example\tTRUE\t/\tTRUE\t0\tspy\tx\n${COOKIES}\n`);
  await send();
  expect(page.service.sent.at(-1)).toEqual({
    site: 'https://www.media.example/',
    cookies: `${COOKIES}\n`,
  });
  expect(state()).toBe('Fresh; not used yet.');
  expect(screen.getByLabelText<HTMLTextAreaElement>('Cookies').value).toBe('');
});

test('a no is told, and what was typed stays', async () => {
  await page.open(<LoginsButton />);
  await press('Logins');
  const no = problem(400, 'invalid_field', 'None of these cookies is for media.example.');
  page.service.will('PUT /api/cookies/mine', 400, no);
  type('Site', 'media.example');
  type('Name', 'mine');
  type('Cookies', COOKIES);
  await send();
  expect(screen.getByText(/None of these cookies/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>('Cookies').value).toBe(COOKIES);
});

test('each is tested at a link, and forgotten', async () => {
  page.service.will('GET /api/cookies', 200, { jars: [aJar()] });
  await page.open(<LoginsButton />);
  await press('Logins');
  type('A link that asks for main', 'https://media.example/members');
  const sentence = 'The site wants a login.';
  page.service.will('POST /api/cookies/main/test', 200, aJar({ state: 'refused', sentence }));
  await press('Test main');
  expect(page.service.sent.at(-1)).toEqual({ url: 'https://media.example/members' });
  expect(state()).toBe('Refused: The site wants a login.');
  page.service.will('POST /api/cookies/main/test', 422, problem(422, 'not_found', 'Gone.'));
  await press('Test main');
  expect(state()).toBe('Gone.');
  page.service.will('DELETE /api/cookies/main', 204);
  await press('Delete main');
  expect(screen.queryByRole('list')).toBeNull();
});

test('a download that asks for a login takes it and is tried at once', async () => {
  const failed = aDownload({ status: 'failed', url: 'https://media.example/v' });
  await page.open(<HandIn download={failed} />);
  await act(async () => fireEvent.click(screen.getByRole('button', { name: /Hand in a login/ })));
  expect(screen.getByLabelText<HTMLInputElement>('Site').value).toBe('media.example');
  page.service.will('PUT /api/cookies/media.example', 200, aJar({ name: 'media.example' }));
  page.service.will('POST /api/download', 200, { ...failed, status: 'queued' });
  type('Cookies', COOKIES);
  await send();
  expect(page.service.sent.at(-1)).toMatchObject({ url: failed.url, jar: 'media.example' });
  expect(screen.queryByRole('dialog')).toBeNull();
});
