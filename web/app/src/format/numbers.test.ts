import { expect, test } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatMoment,
  formatSpeed,
  formatTimeLeft,
} from './numbers.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [99_940, '99.9 kB'],
  [99_960, '100 kB'],
  [999_600, '1.0 MB'],
  [4_594_135, '4.6 MB'],
  [17_179_869_184, '17.2 GB'],
  [2.5e15, '2500 TB'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

test('speed is bytes a second', () => {
  expect(formatSpeed(1_234_567)).toBe('1.2 MB/s');
});

test.each([
  [0, '1 s left'],
  [12.2, '13 s left'],
  [59, '59 s left'],
  [60, '1 min left'],
  [3_590, '1 h 0 min left'],
  [3_900, '1 h 5 min left'],
])('%d s are %s', (seconds, words) => {
  expect(formatTimeLeft(seconds)).toBe(words);
});

test.each([
  [0, '0:00'],
  [9.6, '0:10'],
  [61, '1:01'],
  [3_599.6, '1:00:00'],
  [3_661, '1:01:01'],
])('a clip of %d s shows %s', (seconds, words) => {
  expect(formatDuration(seconds)).toBe(words);
});

test('a moment of today is a time, another a day, of another year with the year', () => {
  const now = new Date('2026-01-02T13:00:00');
  expect(formatMoment('2026-01-02T09:05:00', now, 'en-US')).toMatch(/^9:05\sAM$/);
  expect(formatMoment('2025-12-31T09:05:00', now, 'en-GB')).toBe('31 Dec 2025');
  expect(formatMoment('2026-01-01T09:05:00', now, 'en-GB')).toBe('1 Jan');
});
