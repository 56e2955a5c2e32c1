import { expect, test } from 'vitest';
import { limitOf, listOf } from './list-limit.ts';
import { NO_EXTRAS } from './options.ts';

const limit = (count: string) => limitOf({ ...NO_EXTRAS, count });
const picks = { wanted: () => ({ list: false }) };

test('reads how many entries are wanted', () => {
  expect(limit('')).toBeUndefined();
  expect(limit(' 20 ')).toEqual({ first: 20 });
  expect(limit('100000')).toEqual({ first: 100_000 });
});

test.each(['0', '-1', '1.5', '1e3', 'ten', '100001', '٣'])('refuses %s as a number', (count) => {
  expect(limit(count)).toBe('Write a number of entries, such as 20.');
});

test('a limit asks for the list, and goes before what was picked', () => {
  expect(listOf({ first: 2 }, picks)).toEqual({ list: true, limit: { first: 2 } });
  expect(listOf(undefined, picks)).toEqual({ list: false });
  expect(listOf('wrong', picks)).toEqual({ list: false });
});
