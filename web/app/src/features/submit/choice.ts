import type { Format } from '@fetchlight/client';

/** What may be fetched of a link, in words. */
export const FORMATS: readonly { readonly value: Format; readonly words: string }[] = [
  { value: 'best', words: 'Best quality' },
  { value: '2160p', words: 'Up to 4K' },
  { value: '1440p', words: 'Up to 1440p' },
  { value: '1080p', words: 'Up to 1080p' },
  { value: '720p', words: 'Up to 720p' },
  { value: '480p', words: 'Up to 480p' },
  { value: 'audio', words: 'Audio only' },
];

const PLACE = 'fetchlight.format';

/** The choice of the last time, on this browser. */
export function rememberedFormat(): Format {
  try {
    const kept = localStorage.getItem(PLACE);
    return FORMATS.find(({ value }) => value === kept)?.value ?? 'best';
  } catch {
    return 'best'; // a browser that keeps nothing
  }
}

export function rememberFormat(format: Format): void {
  try {
    localStorage.setItem(PLACE, format);
  } catch {
    // then it is asked anew next time
  }
}
