import type { Download } from '@fetchlight/client';
import { formatBytes, formatMoment } from '../../format/numbers.ts';
import { siteOf } from '../../format/title.ts';

/** One line about a finished download: who made it, how big it is, when it came. */
export function factsOf(download: Download): string {
  const { videoInfo, url, fileSize, completedAt, format } = download;
  return [
    videoInfo?.uploader ?? siteOf(url),
    format === 'audio' ? 'Audio' : format === 'subtitles' ? 'Subtitles' : shapeOf(download),
    fileSize !== null && formatBytes(fileSize),
    completedAt && formatMoment(completedAt),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The short side of the picture, as people name it: 1080p. */
function shapeOf({ videoInfo }: Download): string | null {
  if (!videoInfo?.width || !videoInfo.height) return null;
  return `${Math.min(videoInfo.width, videoInfo.height)}p`;
}
