import { AUDIO_FORMATS, CONTAINERS, EMBEDS, type Extras, LIVES, type Options } from './options.ts';
import { languagesOf } from './wishes.ts';

/** What was chosen besides the format, in a line; empty where nothing was. */
export function optionWords(options: Options, { from, to, cookies, user }: Extras): string {
  const { format, audioFormat, container, placement, embed, live } = options;
  const isSound = format === 'audio';
  const languages = isSound ? [] : languagesOf(options.languages);
  return [
    isSound && audioFormat !== 'original' && wordsOf(AUDIO_FORMATS, audioFormat),
    !isSound && container !== 'any' && wordsOf(CONTAINERS, container),
    languages.length > 0 &&
      `subtitles ${languages.join(', ')}${placement === 'beside' ? ' beside' : ''}`,
    ...embed.map((each) => wordsOf(EMBEDS, each).toLowerCase()),
    (from || to) && `${from || 'start'} to ${to || 'end'}`,
    live !== 'now' && `live: ${wordsOf(LIVES, live).toLowerCase()}`,
    cookies && 'cookies',
    user && 'login',
  ]
    .filter(Boolean)
    .join(' · ');
}

function wordsOf<T>(choice: readonly (readonly [T, string])[], wanted: T): string {
  return choice.find(([value]) => value === wanted)?.[1] ?? '';
}
