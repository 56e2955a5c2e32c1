// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { aDownload } from '../../testing/fake-service.ts';
import { LinkForm } from './link-form.tsx';

const link = 'https://media.example/watch/1';
const cookies = '.media.example\tTRUE\t/\tTRUE\t0\tsession\tsecret';
let page: ReturnType<typeof aPage>;

const field = () => screen.getByRole('textbox', { name: /^Links/ });
const text = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const type = (name: string, value: string) => fireEvent.change(text(name), { target: { value } });
const choose = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });
async function submit(lines: string) {
  fireEvent.change(field(), { target: { value: lines } });
  await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }));
}

beforeEach(async () => {
  localStorage.clear();
  page = aPage();
  await page.open(<LinkForm />);
  page.service.will('POST /api/download', 202, aDownload({ url: link }));
});
afterEach(cleanup);

test('asks for what was chosen, and remembers it', async () => {
  choose('Kind of file', 'mkv');
  type('Languages of subtitles', 'en');
  fireEvent.click(screen.getByRole('checkbox', { name: 'Chapters' }));
  await submit(link);
  const subtitles = { languages: ['en'], placement: 'embedded' };
  const wanted = { url: link, format: 'best', container: 'mkv', subtitles, embed: ['chapters'] };
  expect(page.service.sent).toEqual([wanted]);
  cleanup();
  await page.open(<LinkForm />);
  expect(text('Languages of subtitles').value).toBe('en');
});

test('cookies and the part wanted go with one download, and are kept nowhere', async () => {
  type('Cookies', cookies);
  type('User name', 'ann');
  type('Password', 'secret');
  type('From', '0:10');
  await submit(link);
  expect(page.service.sent).toEqual([
    {
      url: link,
      format: 'best',
      clip: { from: 10 },
      cookies,
      login: { user: 'ann', password: 'secret' },
    },
  ]);
  expect([text('Cookies').value, text('From').value, text('Password').value]).toEqual(['', '', '']);
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('secret');
  expect(document.cookie).toBe('');
  await submit(link);
  expect(page.service.sent.at(-1)).toEqual({ url: link, format: 'best' });
});

test('tells what a part comes without, where that was chosen', () => {
  const part = screen.getByRole('group', { name: 'Only a part' });
  type('From', '0:10');
  expect(part.textContent).not.toContain('without');
  type('Languages of subtitles', 'en');
  expect(part.textContent).toContain('without subtitles');
  choose('Format', 'audio');
  expect(part.textContent).not.toContain('without');
});

test('what was refused comes back with what belongs to it', async () => {
  page.service.isSilent();
  type('Cookies', cookies);
  await submit(link);
  expect([text('Cookies').value, field()]).toEqual([
    cookies,
    expect.objectContaining({ value: link }),
  ]);
});

test('hands in nothing while something in the options is wrong', async () => {
  type('To', 'later');
  await submit(link);
  expect(page.service.sent).toEqual([]);
  expect(field()).toHaveProperty('value', link);
  expect(document.querySelector('details')?.open).toBe(true);
  expect(document.activeElement).toBe(text('From'));
});

test('offers for sound what sound has', () => {
  choose('Format', 'audio');
  expect(screen.queryByRole('combobox', { name: 'Kind of file' })).toBeNull();
  expect(screen.getByRole('combobox', { name: 'Sound format' })).toBeTruthy();
});
