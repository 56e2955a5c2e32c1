import { expect, test } from 'vitest';
import { aDownload, aQueue, aTally } from '../testing/downloads.ts';
import { countWords, isMeasured, paceWords, stageWords, wholePercent } from './progress-words.ts';

test.each([
  [{ status: 'queued', stage: null, progress: 0 }, 'Waiting for its turn'],
  [{ status: 'queued', stage: null, progress: 12.5 }, 'Interrupted, going on'],
  [{ stage: 'resolving' }, 'Looking at the link'],
  [{ stage: 'downloading' }, 'Downloading'],
  [{ stage: 'recording', recordedSeconds: null }, 'Recording'],
  [{ stage: 'recording', recordedSeconds: 754.2 }, 'Recording · 12:34'],
  [{ stage: 'merging' }, 'Putting it together'],
  [{ stage: 'storing' }, 'Saving'],
  [{ status: 'queued', stage: null, paused: true, progress: 30 }, 'Paused'],
  [{ status: 'queued', stage: null, rank: 3 }, 'Waiting at the front'],
  [{ status: 'queued', stage: null, rank: -3 }, 'Waiting at the back'],
  [{ stage: 'downloading', attempt: 3 }, 'Downloading · try 3'],
  [{ list: aTally({ expanding: true }) }, 'Reading the list'],
] as const)('%o', (changes, words) => {
  expect(stageWords(aDownload(changes), null)).toBe(words);
});

test('only a known total, or a percentage, is measured', () => {
  expect(isMeasured(aDownload({ progress: 0, totalBytes: null }))).toBe(false);
  expect(isMeasured(aDownload({ progress: 0, totalBytes: 10 }))).toBe(true);
  expect(isMeasured(aDownload({ progress: 3, totalBytes: null }))).toBe(true);
  expect(isMeasured(aDownload({ stage: 'resolving', progress: 0, totalBytes: null }))).toBe(false);
});

test('a recording has no measure, but a size', () => {
  const recording = aDownload({ stage: 'recording', progress: 0, downloadedBytes: 45_000_000 });
  expect(isMeasured(recording)).toBe(false);
  expect(paceWords(recording)).toEqual(['45.0 MB']);
});

test('the percent shown is never ahead', () => {
  expect(wholePercent(aDownload({ progress: 99.9 }))).toBe(99);
});

test('tells speed and time left, as far as they are known', () => {
  expect(paceWords(aDownload({ speed: 3_400_000, eta: 12 }))).toEqual(['3.4 MB/s', '12 s left']);
  expect(paceWords(aDownload({ speed: null, eta: null }))).toEqual([]);
  expect(paceWords(aDownload({ stage: 'merging', speed: 1, eta: 1 }))).toEqual([]);
  const unknown = { progress: 0, totalBytes: null, downloadedBytes: 5_000_000, speed: 1e6 };
  expect(paceWords(aDownload(unknown))).toEqual(['5.0 MB', '1.0 MB/s']);
});

test('tells what a download waits for', () => {
  const queued = aDownload({ status: 'queued', stage: null, progress: 0 });
  const soon = new Date(2026, 0, 2, 14, 3).toISOString();
  const time = /at .*0?2?.*03/;
  expect(stageWords({ ...queued, nextTryAt: soon, attempt: 2 }, null)).toMatch(
    /^Next try at .* · try 2$/,
  );
  expect(stageWords({ ...queued, nextTryAt: soon }, null)).toMatch(time);
  expect(stageWords({ ...queued, nextTryAt: soon, errorCode: 'upcoming' }, null)).toMatch(
    /^Looks again at .*03/,
  );
  expect(stageWords(queued, aQueue({ waitingForSpace: true }))).toBe('Waiting for disk space');
  const resting = (site: string) =>
    aQueue({ sites: [{ site, login: false, until: soon, reason: '' }] });
  expect(stageWords(queued, resting('media.example'))).toMatch(/^Waiting until .*03/);
  expect(stageWords(queued, resting('other.example'))).toBe('Waiting for its turn');
});

test('counts a list', () => {
  const counted = (list: Parameters<typeof aTally>[0]) =>
    countWords(aDownload({ list: aTally(list) }));
  expect(counted({ total: 12, completed: 3, failed: 1 })).toBe('3 of 12, 1 failed');
  expect(counted({ total: 12, expanding: true, cancelled: 2 })).toBe('0 of 12+, 2 cancelled');
});
