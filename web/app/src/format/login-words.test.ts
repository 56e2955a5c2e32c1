import type { Jar } from '@fetchlight/client';
import { expect, test } from 'vitest';
import { cookiesOf, hostOf, nameOf, stateOf } from './login-words.ts';

const aJar = (changes: Partial<Jar> = {}): Jar => ({
  ...{ name: 'main', site: 'a.example', state: 'fresh', sentence: null },
  ...{ putAt: '2026-01-02T03:04:05Z', expiresAt: null, seenAt: null },
  ...changes,
});

test.each([
  [aJar(), 'Fresh; not used yet.'],
  [
    aJar({ expiresAt: '2026-05-06T00:00:00Z', seenAt: '2026-01-03T00:00:00Z' }),
    'Fresh, until 2026-05-06; worked on 2026-01-03.',
  ],
  [aJar({ state: 'old' }), 'Old: all of its cookies are over. Hand it in anew.'],
  [aJar({ state: 'refused', sentence: 'Who are you?' }), 'Refused: Who are you?'],
])('a login tells how it stands', (jar, words) => expect(stateOf(jar)).toBe(words));

test.each([
  ['https://www.A.example/watch?v=1', 'a.example'],
  [' a.example ', 'a.example'],
  ['a.example:8080', 'a.example'],
])('%s is %s', (typed, host) => expect(hostOf(typed)).toBe(host));

test('only the lines of the site are sent', () => {
  const line = (domain: string) => `${domain}\tTRUE\t/\tTRUE\t0\tname\tvalue`;
  const own = ['.example.com', '#HttpOnly_.m.example.com', 'example.com'].map(line);
  const others = ['.other.com', 'notexample.com', '# example.com', ''].map(line);
  expect(cookiesOf([...others, ...own].join('\r\n'), 'www.example.com')).toBe(
    `${own.join('\n')}\n`,
  );
  expect(cookiesOf(line('.example.com'), 'm.example.com')).toBe(`${line('.example.com')}\n`);
  expect(cookiesOf('nonsense', 'example.com')).toBe('nonsense');
});

test('a host makes a name', () => {
  expect(nameOf('https://www.a.example/')).toBe('a.example');
  expect(nameOf('[::1]:80')).toBe('1-');
});
