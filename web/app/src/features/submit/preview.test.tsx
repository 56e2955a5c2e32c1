// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { aDownload, problem } from '../../testing/fake-service.ts';
import { aListPreview, aPreview } from '../../testing/previews.ts';
import { LinkForm } from './link-form.tsx';

const link = 'https://media.example/watch/1';
let page: ReturnType<typeof aPage>;

const field = () => screen.getByRole('textbox', { name: /^Links/ });
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const panel = () => within(screen.getByRole('region', { name: 'Preview' }));
const press = (name: string | RegExp) =>
  act(async () => fireEvent.click(screen.getByRole('button', { name })));
const boxes = () => panel().getAllByRole<HTMLInputElement>('checkbox');

beforeEach(async () => {
  localStorage.clear();
  page = aPage();
  await page.open(<LinkForm />);
  page.service.will('POST /api/download', 202, aDownload({ url: link }));
  type(link);
});
afterEach(cleanup);

test('shows what it is and how big each choice is, and queues nothing', async () => {
  page.service.will('POST /api/preview', 200, aPreview());
  await press('Preview');
  expect(page.service.sent).toEqual([{ url: link }]);
  expect(panel().getByRole('heading').textContent).toBe('A clip');
  const [best, audio] = panel().getAllByRole('radio');
  expect(best?.closest('label')?.textContent).toBe('Best quality1080p · 45.6 MB');
  expect(audio?.closest('label')?.textContent).toBe('Audio onlyabout 3.0 MB');
  fireEvent.click(audio as HTMLElement);
  await press('Download this');
  expect(page.service.sent.at(-1)).toEqual({ url: link, format: 'audio' });
  expect(screen.queryByRole('region', { name: 'Preview' })).toBeNull();
});

test('a list is chosen from and handed in as one', async () => {
  page.service.will('POST /api/preview', 200, aListPreview(5));
  await press('Preview');
  expect(boxes().map(({ checked }) => checked)).toEqual([true, true, true, true, true]);
  fireEvent.click(boxes()[1] as HTMLElement);
  await press('Download 4 of 5');
  const wanted = { url: link, format: 'best', list: true, items: [1, 3, 4, 5] };
  expect(page.service.sent.at(-1)).toEqual(wanted);
});

test('all of a list is all of it, also what was not seen', async () => {
  page.service.will('POST /api/preview', 200, { ...aListPreview(5), more: true });
  await press('Preview');
  await press('Choose none');
  expect(boxes().some(({ checked }) => checked)).toBe(false);
  await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }));
  await press('Choose all');
  await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }));
  expect(page.service.sent.slice(1)).toEqual([{ url: link, format: 'best', list: true }]);
});

test('a video may be part of a list', async () => {
  page.service.will('POST /api/preview', 200, aPreview());
  await press('Preview');
  await press(/Part of a list/);
  expect(page.service.sent.at(-1)).toEqual({ url: link, list: true });
  expect(panel().getByText('There is no list behind this link.')).toBeTruthy();
});

test('tells why there is nothing to see', async () => {
  const refused = problem(422, 'login_required', 'The site wants a login.');
  page.service.will('POST /api/preview', 422, refused);
  await press('Preview');
  expect(panel().getByText('Needs a login:')).toBeTruthy();
  type(`${link} ${link}2`);
  expect(screen.queryByRole('region', { name: 'Preview' })).toBeNull();
  await press('Preview');
  expect(panel().getByText('A preview takes one link.')).toBeTruthy();
});
