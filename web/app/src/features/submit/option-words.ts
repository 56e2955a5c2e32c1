import {
  ALSO,
  AUDIO_FORMATS,
  CAPTIONS,
  CODECS,
  CONTAINERS,
  EMBEDS,
  FRAME_RATES,
  LIVES,
  RANGES,
  wordsOf,
} from './choices.ts';
import { alsoOf, hasPicture } from './media-wishes.ts';
import type { Extras, Options } from './options.ts';
import { SPONSORS, sponsorBlockOf } from './sponsors.ts';
import { languagesOf } from './wishes.ts';

/** What was chosen besides the format, in a line; empty where nothing was. */
export function optionWords(options: Options, extras: Extras): string {
  const { from, to, cookies, user } = extras;
  const { format, audioFormat, placement, captions, embed, live } = options;
  const isPictured = hasPicture(format);
  const isWords = format === 'subtitles';
  const also = alsoOf(options);
  const languages = format === 'audio' ? [] : languagesOf(options.languages);
  const isBeside = isWords || placement === 'beside';
  return [
    (format === 'audio' || also.includes('audio')) && named(AUDIO_FORMATS, audioFormat),
    isPictured && named(CONTAINERS, options.container),
    languages.length > 0 &&
      `subtitles ${languages.join(', ')}${isBeside && !isWords ? ' beside' : ''}`,
    languages.length > 0 && isBeside && captions !== 'vtt' && wordsOf(CAPTIONS, captions),
    ...(isWords ? [] : embed.map((each) => wordsOf(EMBEDS, each).toLowerCase())),
    ...(isPictured
      ? [
          named(CODECS, options.codec),
          named(RANGES, options.dynamicRange),
          named(FRAME_RATES, options.frameRate),
        ]
      : []),
    !isWords &&
      sponsorBlockOf(options) &&
      `SponsorBlock: ${wordsOf(SPONSORS, options.sponsors).toLowerCase()}`,
    ...also.map((each) => `+ ${wordsOf(ALSO, each).toLowerCase()}`),
    !isWords && (from || to) && `${from || 'start'} to ${to || 'end'}`,
    !isWords && live !== 'now' && `live: ${wordsOf(LIVES, live).toLowerCase()}`,
    cookies && 'cookies',
    user && 'login',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The word for a choice that is not the usual one. */
function named<T>(choice: readonly (readonly [T, string])[], wanted: T): string | false {
  return wanted !== choice[0]?.[0] && wordsOf(choice, wanted);
}
