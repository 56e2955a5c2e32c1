// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { aDownload, problem } from '../../testing/fake-service.ts';
import { opensMenu } from '../../testing/opens-menu.ts';
import { Arriving } from './arriving.tsx';

const queued = { jobId: 'a', status: 'queued', stage: null } as const;
let page: ReturnType<typeof aPage>;

beforeEach(() => {
  page = aPage();
});
afterEach(cleanup);

const open = async (download: Parameters<typeof aDownload>[0]) => {
  page.service.history(aDownload(download));
  await page.open(<Arriving listCard={() => null} />);
  opensMenu(/^More for/);
};
const press = (name: string) =>
  act(async () => fireEvent.click(screen.getByRole('button', { name })));

test('moves what waits to the front', async () => {
  await open(queued);
  page.service.will(
    'POST /api/download/a/move',
    200,
    aDownload({ ...queued, version: 2, rank: 7 }),
  );
  await press('Move to the front');
  expect(page.service.sent).toEqual([{ to: 'front' }]);
  expect(screen.getByText('Waiting at the front')).toBeTruthy();
});

test('moves nothing that runs', async () => {
  await open({ jobId: 'a' });
  expect(screen.queryByRole('button', { name: /^Move/ })).toBeNull();
});

test('shows the log', async () => {
  await open({ jobId: 'a' });
  page.service.will('GET /api/download/a/log', 200, '[generic] one\n[generic] two\n');
  await press('Show the log');
  const dialog = within(screen.getByRole('dialog', { name: /^Log of/ }));
  expect(dialog.getByRole('region').textContent).toBe('[generic] one\n[generic] two\n');
});

test('says where there is no log', async () => {
  await open({ jobId: 'a' });
  page.service.will('GET /api/download/a/log', 404, problem(404, 'not_found', 'None.'));
  await press('Show the log');
  expect(screen.getByRole('dialog').textContent).toContain('Nothing is in the log.');
});
