import { expect, test } from 'vitest';
import { aDownload, aTally } from '../testing/downloads.ts';
import { wantedOf } from './wanted.ts';

const { choices } = aDownload();

test('asks for the same form once more', () => {
  const subtitles = { languages: ['en'], placement: 'beside' } as const;
  const clip = { from: 10, to: null };
  const made = aDownload({
    choices: { ...choices, container: 'mkv', subtitles, embed: ['chapters'], clip },
  });
  expect(wantedOf(made)).toEqual({
    ...{ url: made.url, format: 'best', container: 'mkv' },
    ...{ subtitles, embed: ['chapters'], clip: { from: 10 } },
  });
});

test('asks of sound only what sound has, and of a list all of it', () => {
  const made = aDownload({
    choices: { ...choices, format: 'audio', audioFormat: 'mp3' },
    list: aTally(),
  });
  expect(wantedOf(made)).toEqual({
    ...{ url: made.url, format: 'audio', audioFormat: 'mp3', embed: [], list: true },
  });
});
