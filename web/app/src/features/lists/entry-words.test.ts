import { expect, test } from 'vitest';
import { aDownload } from '../../testing/downloads.ts';
import { entryWords } from './entry-words.ts';

const done = { status: 'completed', stage: null, fileSize: 5e6, downloadUrl: '/x' } as const;
const failed = { status: 'failed', stage: null, error: 'It is gone.' } as const;

test.each([
  [{ speed: 2e6, eta: 12 }, '10 % · 2.0 MB/s · 12 s left'],
  [{}, '10 % · Downloading'],
  [{ stalledSince: '2026-01-02T03:04:05.678Z' }, '10 % · No data comes'],
  [{ stage: 'resolving', progress: 0 }, 'Looking at the link'],
  [{ status: 'queued', stage: null, progress: 0 }, 'Waiting for its turn'],
  [done, '5.0 MB'],
  [{ ...done, downloadUrl: null }, 'No longer kept · 5.0 MB'],
  [{ ...done, notes: ['No sound.', 'Short.'] }, '5.0 MB · No sound. · Short.'],
  [{ ...failed, errorCode: 'not_found' }, 'Gone: It is gone.'],
  [failed, 'It is gone.'],
  [{ status: 'cancelled', stage: null }, 'Cancelled'],
] as const)('%o', (changes, words) => {
  expect(entryWords(aDownload(changes), null)).toBe(words);
});
