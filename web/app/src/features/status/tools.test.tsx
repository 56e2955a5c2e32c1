// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPage } from '../../testing/a-page.tsx';
import { ToolAdvice } from './tool-advice.tsx';

let page: ReturnType<typeof aPage>;

const part = (name: string, detail: string, advice?: string) => ({
  ...{ name, status: advice ? 'degraded' : 'up', detail },
  ...(advice && { advice }),
});

beforeEach(() => {
  page = aPage();
});
afterEach(cleanup);

test('shows what to do, and asks once more where not all was known', async () => {
  page.service.will('GET /api/health', 200, {
    status: 'degraded',
    parts: [
      part('engine', 'yt-dlp 2023.03.04, 1,366 days old (warm), ffmpeg', 'Update it.'),
      { name: 'wall', status: 'unknown', detail: 'It has not answered yet.' },
    ],
  });
  await page.open(<ToolAdvice />);
  expect(screen.getByRole('complementary').textContent).toContain('Update it.');
  page.service.will('GET /api/health', 200, {
    status: 'up',
    parts: [part('engine', 'yt-dlp 2026.11.23, 6 days old (warm), ffmpeg')],
  });
  await act(async () => page.passes(10_000));
  expect(screen.queryByRole('complementary')).toBeNull();
});

test('says nothing where the service tells nothing', async () => {
  await page.open(<ToolAdvice />);
  expect(document.body.textContent).toBe('');
});
