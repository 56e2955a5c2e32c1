import { expect, test } from 'vitest';
import { parseTime } from './parse-time.ts';

test.each([
  ['90', 90],
  ['1:30', 90],
  [' 0:05.5 ', 5.5],
  ['0:05,5', 5.5],
  ['75:00', 4_500],
  ['1:02:03', 3_723],
])('%s is %d s', (text, seconds) => {
  expect(parseTime(text)).toBe(seconds);
});

test.each(['', 'soon', '1:60', '1:60:00', '1:2:3:4', '-5', '1:', ':30', '1e3'])(
  '"%s" is no time',
  (text) => {
    expect(parseTime(text)).toBeUndefined();
  },
);
