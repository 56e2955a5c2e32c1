import type { Preview, Rendition } from '@fetchlight/client';
import { formatBytes, formatDuration } from '../../format/numbers.ts';
import { titleOf } from '../../format/title.ts';
import { FORMATS } from './choices.ts';

/** What a look has found, in a sentence. */
export function previewWords(preview: Preview): string {
  return [titleOf(preview), factsOf(preview)].filter(Boolean).join(', ');
}

/** One line about it: who made it, how long it is. */
export function factsOf({ videoInfo, isList, items, more }: Preview): string {
  const { uploader, duration } = videoInfo;
  return [
    uploader,
    isList && `${items.length}${more ? '+' : ''} ${items.length === 1 ? 'entry' : 'entries'}`,
    isList && more && 'no more are taken (FETCHLIGHT_MAX_ITEMS)',
    !isList && duration !== null && formatDuration(duration),
  ]
    .filter(Boolean)
    .join(' · ');
}

export function renditionName({ format }: Rendition): string {
  return FORMATS.find(([value]) => value === format)?.[1] ?? format;
}

/** How sharp and how big a choice is. */
export function renditionFacts({ height, bytes, exact }: Rendition): string {
  const size = bytes === null ? 'size not known' : `${exact ? '' : 'about '}${formatBytes(bytes)}`;
  return height === null ? size : `${height}p · ${size}`;
}
