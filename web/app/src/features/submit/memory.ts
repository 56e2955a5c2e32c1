import {
  AUDIO_FORMATS,
  CONTAINERS,
  EMBEDS,
  FORMATS,
  LIVES,
  type Options,
  PLACEMENTS,
  PLAIN,
} from './options.ts';

const PLACE = 'fetchlight.options';
const LONGEST = 400;

/** The options of the last time, on this browser. */
export function rememberedOptions(): Options {
  try {
    return optionsOf(JSON.parse(localStorage.getItem(PLACE) ?? '{}'));
  } catch {
    return PLAIN; // a browser that keeps nothing, or something else
  }
}

export function rememberOptions(options: Options): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify(options));
  } catch {
    // then it is asked anew next time
  }
}

/** What can be used of what an older or newer page has kept. */
function optionsOf(kept: Partial<Record<keyof Options, unknown>>): Options {
  const { languages, embed } = kept;
  return {
    format: oneOf(FORMATS, kept.format, PLAIN.format),
    audioFormat: oneOf(AUDIO_FORMATS, kept.audioFormat, PLAIN.audioFormat),
    container: oneOf(CONTAINERS, kept.container, PLAIN.container),
    placement: oneOf(PLACEMENTS, kept.placement, PLAIN.placement),
    live: oneOf(LIVES, kept.live, PLAIN.live),
    languages: typeof languages === 'string' ? languages.slice(0, LONGEST) : PLAIN.languages,
    embed: EMBEDS.map(([value]) => value).filter(
      (value) => Array.isArray(embed) && embed.includes(value),
    ),
  };
}

function oneOf<T>(choice: readonly (readonly [T, string])[], kept: unknown, plain: T): T {
  return choice.find(([value]) => value === kept)?.[0] ?? plain;
}
