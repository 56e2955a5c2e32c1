import { type Download, linkFromHere } from '@fetchlight/client';

export function isSound({ mediaType, format }: Download): boolean {
  return mediaType?.startsWith('audio/') ?? format === 'audio';
}

/** Where to save it from, rather than to look at it. */
export function saveUrl(downloadUrl: string): string {
  const link = linkFromHere(downloadUrl);
  return `${link}${link.includes('?') ? '&' : '?'}download`;
}
