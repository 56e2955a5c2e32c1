import { expect, test } from 'vitest';
import { aDownload, aTally } from '../testing/downloads.ts';
import { wantedOf } from './wanted.ts';

const { choices } = aDownload();

test('asks for the same form once more', () => {
  const subtitles = { languages: ['en'], placement: 'beside', format: 'srt' } as const;
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

test('asks for what few people choose where it was chosen', () => {
  const preferences = { codec: 'av1', dynamicRange: 'hdr', frameRate: '30' } as const;
  const sponsorBlock = { mark: ['intro'], remove: ['sponsor'] } as const;
  const also = ['chapters', 'audio'] as const;
  const made = aDownload({
    choices: { ...choices, audioFormat: 'flac', preferences, sponsorBlock, also },
    list: aTally(),
    limit: { first: 5 },
  });
  expect(wantedOf(made)).toEqual({
    ...{ url: made.url, format: 'best', container: 'any', embed: [], audioFormat: 'flac' },
    ...{ subtitles: choices.subtitles, preferences, sponsorBlock, also },
    ...{ list: true, limit: { first: 5 } },
  });
});

test('asks of subtitles alone nothing else', () => {
  const subtitles = { languages: ['en'], placement: 'beside', format: 'srt' } as const;
  const made = aDownload({ choices: { ...choices, format: 'subtitles', subtitles } });
  expect(wantedOf(made)).toEqual({ url: made.url, format: 'subtitles', subtitles });
});
