import { expect, test } from 'vitest';
import { aDownload } from '../../testing/downloads.ts';
import { isMeasured, paceWords, stageWords, wholePercent } from './progress-words.ts';

test.each([
  [{ status: 'queued', stage: null, progress: 0 }, 'Waiting for its turn'],
  [{ status: 'queued', stage: null, progress: 12.5 }, 'Interrupted, going on'],
  [{ stage: 'resolving' }, 'Looking at the link'],
  [{ stage: 'downloading' }, 'Downloading'],
  [{ stage: 'merging' }, 'Putting it together'],
  [{ stage: 'storing' }, 'Saving'],
] as const)('%o', (changes, words) => {
  expect(stageWords(aDownload(changes))).toBe(words);
});

test('only a known total, or a percentage, is measured', () => {
  expect(isMeasured(aDownload({ progress: 0, totalBytes: null }))).toBe(false);
  expect(isMeasured(aDownload({ progress: 0, totalBytes: 10 }))).toBe(true);
  expect(isMeasured(aDownload({ progress: 3, totalBytes: null }))).toBe(true);
  expect(isMeasured(aDownload({ stage: 'resolving', progress: 0, totalBytes: null }))).toBe(false);
});

test('the percent shown is never ahead', () => {
  expect(wholePercent(aDownload({ progress: 99.9 }))).toBe(99);
});

test('tells speed and time left, as far as they are known', () => {
  expect(paceWords(aDownload({ speed: 3_400_000, eta: 12 }))).toBe('3.4 MB/s · 12 s left');
  expect(paceWords(aDownload({ speed: null, eta: null }))).toBe('');
  expect(paceWords(aDownload({ stage: 'merging', speed: 1, eta: 1 }))).toBe('');
  const unknown = { progress: 0, totalBytes: null, downloadedBytes: 5_000_000, speed: 1e6 };
  expect(paceWords(aDownload(unknown))).toBe('5.0 MB · 1.0 MB/s');
});
