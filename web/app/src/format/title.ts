import type { Download } from '@fetchlight/client';

/** What to call a download: its title, or its link in short before one is known. */
export function titleOf({ videoInfo, url }: Pick<Download, 'videoInfo' | 'url'>): string {
  return videoInfo?.title?.trim() || shortLink(url);
}

/** The link without what nobody reads. */
export function shortLink(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}

/** The site of a link, for a line under the title. */
export function siteOf(url: string): string {
  return shortLink(url).split(/[/?#]/, 1)[0] ?? '';
}
