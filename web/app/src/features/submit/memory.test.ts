// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { rememberedOptions, rememberOptions } from './memory.ts';
import { PLAIN } from './options.ts';

beforeEach(() => localStorage.clear());

test('remembers on this browser', () => {
  const options = { ...PLAIN, format: '720p', languages: 'en, de', embed: ['chapters'] } as const;
  rememberOptions(options);
  expect(rememberedOptions()).toEqual(options);
});

test.each([
  ['nothing', null],
  ['what is no JSON', '{'],
  ['another kind', '7'],
  ['what nobody knows', '{"format":"8k","embed":["soul"],"languages":5,"container":null}'],
])('is plain where it finds %s', (_, kept) => {
  if (kept !== null) localStorage.setItem('fetchlight.options', kept);
  expect(rememberedOptions()).toEqual(PLAIN);
});
