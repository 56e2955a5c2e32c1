import { expect, test } from 'vitest';
import { alsoOf, hasPicture, mediaOf } from './media-wishes.ts';
import { PLAIN } from './options.ts';

const media = (options: Partial<typeof PLAIN>) => mediaOf({ ...PLAIN, ...options });

test('what is plain is not said', () => {
  expect(media({})).toEqual({});
});

test('asks for the pictures that are preferred, but not of sound', () => {
  const options = { codec: 'av1', dynamicRange: 'hdr', frameRate: '60' } as const;
  expect(media(options)).toEqual({ preferences: options });
  expect(media({ ...options, format: 'audio' })).toEqual({});
});

test('asks of SponsorBlock only where there is something to do', () => {
  expect(media({ sponsors: 'mark', stretches: ['intro'] })).toEqual({
    sponsorBlock: { mark: ['intro'] },
  });
  expect(media({ sponsors: 'remove' })).toEqual({ sponsorBlock: { remove: ['sponsor'] } });
  expect(media({ sponsors: 'remove', stretches: [] })).toEqual({});
});

test('keeps the sound beside a picture in the form that was chosen', () => {
  const options = { also: ['audio', 'chapters'], audioFormat: 'flac' } as const;
  expect(media(options)).toEqual({ also: ['audio', 'chapters'], audioFormat: 'flac' });
  expect(media({ audioFormat: 'flac' })).toEqual({});
});

test('keeps no sound beside sound, and nothing beside subtitles', () => {
  const also = ['audio', 'chapters'] as const;
  expect(alsoOf({ format: 'audio', also: [...also] })).toEqual(['chapters']);
  expect(alsoOf({ format: 'subtitles', also: [...also] })).toEqual([]);
  expect(hasPicture('best')).toBe(true);
  expect(hasPicture('subtitles')).toBe(false);
});
