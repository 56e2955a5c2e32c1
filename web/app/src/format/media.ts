import { type Download, linkFromHere } from '@fetchlight/client';

export function isSound({ mediaType, format }: Download): boolean {
  return mediaType?.startsWith('audio/') ?? format === 'audio';
}

/**
 * A link of the service as this page follows it: by the address that the page itself was opened
 * by, whatever else the service may be called.
 */
export function ownLink(link: string): string {
  const path = URL.canParse(link) ? new URL(link) : null;
  const own = path && /\/api\/(?:files|thumbnails)\/.*$/.exec(path.pathname + path.search);
  return linkFromHere(own ? own[0] : link);
}

/** Where to save it from, rather than to look at it. */
export function saveUrl(downloadUrl: string): string {
  const link = ownLink(downloadUrl);
  return `${link}${link.includes('?') ? '&' : '?'}download`;
}
