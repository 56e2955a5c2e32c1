// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { aDownload } from '../../testing/fake-service.ts';
import { LinkForm } from './link-form.tsx';

const link = 'https://media.example/watch/1';
let page: ReturnType<typeof aPage>;

const choose = (name: string, value: string) =>
  fireEvent.change(screen.getByLabelText(name), { target: { value } });
const check = (name: string) => fireEvent.click(screen.getByRole('checkbox', { name }));
async function submit() {
  const field = screen.getByRole('textbox', { name: /^Links/ });
  fireEvent.change(field, { target: { value: link } });
  await act(async () => fireEvent.keyDown(field, { key: 'Enter' }));
}

beforeEach(async () => {
  localStorage.clear();
  page = aPage();
  await page.open(<LinkForm />);
  page.service.will('POST /api/download', 202, aDownload({ url: link }));
});
afterEach(cleanup);

test('asks for what few people choose', async () => {
  choose('Codec', 'h264');
  choose('SponsorBlock', 'remove');
  check('Intros');
  await submit();
  expect(page.service.sent).toEqual([
    {
      ...{ url: link, format: 'best', preferences: { codec: 'h264' } },
      sponsorBlock: { remove: ['sponsor', 'intro'] },
    },
  ]);
});

test('offers no stretches where they are left as they are', () => {
  expect(screen.queryByRole('checkbox', { name: 'Intros' })).toBeNull();
  choose('SponsorBlock', 'mark');
  expect(screen.queryByRole('checkbox', { name: 'Intros' })).not.toBeNull();
});
