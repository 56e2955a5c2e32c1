import {
  ALSO,
  AUDIO_FORMATS,
  CAPTIONS,
  CODECS,
  CONTAINERS,
  EMBEDS,
  FORMATS,
  FRAME_RATES,
  LIVES,
  PLACEMENTS,
  RANGES,
} from './choices.ts';
import { type Options, PLAIN } from './options.ts';
import { SPONSORS, STRETCHES } from './sponsors.ts';

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
  const { languages } = kept;
  return {
    format: oneOf(FORMATS, kept.format, PLAIN.format),
    audioFormat: oneOf(AUDIO_FORMATS, kept.audioFormat, PLAIN.audioFormat),
    container: oneOf(CONTAINERS, kept.container, PLAIN.container),
    placement: oneOf(PLACEMENTS, kept.placement, PLAIN.placement),
    live: oneOf(LIVES, kept.live, PLAIN.live),
    languages: typeof languages === 'string' ? languages.slice(0, LONGEST) : PLAIN.languages,
    captions: oneOf(CAPTIONS, kept.captions, PLAIN.captions),
    embed: someOf(EMBEDS, kept.embed, PLAIN.embed),
    codec: oneOf(CODECS, kept.codec, PLAIN.codec),
    dynamicRange: oneOf(RANGES, kept.dynamicRange, PLAIN.dynamicRange),
    frameRate: oneOf(FRAME_RATES, kept.frameRate, PLAIN.frameRate),
    also: someOf(ALSO, kept.also, PLAIN.also),
    sponsors: oneOf(SPONSORS, kept.sponsors, PLAIN.sponsors),
    stretches: someOf(STRETCHES, kept.stretches, PLAIN.stretches),
  };
}

function someOf<T>(
  choice: readonly (readonly [T, string])[],
  kept: unknown,
  plain: readonly T[],
): readonly T[] {
  if (!Array.isArray(kept)) return plain;
  return choice.map(([value]) => value).filter((value) => kept.includes(value));
}

function oneOf<T>(choice: readonly (readonly [T, string])[], kept: unknown, plain: T): T {
  return choice.find(([value]) => value === kept)?.[0] ?? plain;
}
