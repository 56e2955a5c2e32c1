import { expect, test } from 'vitest';
import { optionWords } from './option-words.ts';
import { NO_EXTRAS, PLAIN } from './options.ts';

test('says nothing of what is plain', () => {
  expect(optionWords(PLAIN, NO_EXTRAS)).toBe('');
});

test('sums up what was chosen, and keeps the cookies to itself', () => {
  const options = {
    ...PLAIN,
    container: 'mp4',
    languages: 'en',
    embed: ['thumbnail'],
    live: 'wait',
  } as const;
  const secrets = { cookies: 'secret', user: 'ann', password: 'word' };
  const extras = { ...NO_EXTRAS, from: '1:30', ...secrets };
  expect(optionWords({ ...options, placement: 'beside' }, extras)).toBe(
    'MP4 · subtitles en beside · picture · 1:30 to end · live: wait for its end · cookies · login',
  );
  const sound = {
    ...options,
    format: 'audio',
    audioFormat: 'opus',
    embed: [],
    live: 'now',
  } as const;
  expect(optionWords(sound, NO_EXTRAS)).toBe('Opus');
});
