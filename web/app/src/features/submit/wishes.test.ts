import { expect, test } from 'vitest';
import { NO_EXTRAS, PLAIN } from './options.ts';
import { wishesOf } from './wishes.ts';

const wish = (options: Partial<typeof PLAIN>, extras: Partial<typeof NO_EXTRAS> = {}) =>
  wishesOf({ ...PLAIN, ...options }, { ...NO_EXTRAS, ...extras });
const problems = (...given: Parameters<typeof wish>) => {
  const wishes = wish(...given);
  return 'problems' in wishes ? wishes.problems : {};
};

test('what is plain is not said', () => {
  expect(wish({})).toEqual({ wanted: { format: 'best' } });
});

test('asks for all that was chosen', () => {
  const options = {
    container: 'mkv',
    languages: 'en, pt-BR en',
    embed: ['chapters'],
    live: 'wait',
  } as const;
  const extras = { from: '1:30', to: '2:00', cookies: 'a\tb' };
  expect(wish({ ...options, placement: 'beside' }, extras)).toEqual({
    wanted: {
      ...{ format: 'best', container: 'mkv', embed: ['chapters'], live: 'wait' },
      subtitles: { languages: ['en', 'pt-BR'], placement: 'beside' },
      ...{ clip: { from: 90, to: 120 }, cookies: 'a\tb' },
    },
  });
});

test('asks of sound only what sound has', () => {
  const options = {
    format: 'audio',
    audioFormat: 'mp3',
    container: 'mkv',
    languages: 'x!',
  } as const;
  expect(wish(options)).toEqual({ wanted: { format: 'audio', audioFormat: 'mp3' } });
});

test.each([
  [{ to: '10' }, { to: 10 }],
  [{ from: '0:10' }, { from: 10 }],
  [{ from: ' ', to: '' }, undefined],
])('a part of the media: %o', (extras, clip) => {
  expect(wish({}, extras)).toEqual({ wanted: { format: 'best', ...(clip && { clip }) } });
});

test.each([
  [{ languages: 'english!' }, {}, { languages: expect.stringMatching(/like en/) }],
  [{ languages: 'aa ab ac ad ae af ag ah ai aj ak' }, {}, { languages: 'At most ten languages.' }],
  [{}, { from: 'soon' }, { clip: expect.stringMatching(/like 1:30/) }],
  [{}, { from: '2:00', to: '1:00' }, { clip: expect.stringMatching(/after/) }],
  [{}, { to: '0' }, { clip: expect.stringMatching(/after/) }],
  [{}, { cookies: 'x'.repeat(60_001) }, { cookies: expect.stringMatching(/Too long/) }],
])('says what is wrong with %o %o', (options, extras, expected) => {
  expect(problems(options, extras)).toEqual(expected);
});
