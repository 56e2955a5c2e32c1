import { expect, test } from 'vitest';
import { languageName } from './language.ts';

test.each([
  ['en', 'English'],
  ['pt-BR', 'Brazilian Portuguese'],
  ['no language', 'no language'],
])('%s is %s', (tag, name) => {
  expect(languageName(tag, 'en')).toBe(name);
});
