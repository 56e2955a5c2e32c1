import type { Download } from '@fetchlight/client';
import { useState } from 'react';
import { ownLink } from '../format/media.ts';
import { formatDuration } from '../format/numbers.ts';
import { siteOf } from '../format/title.ts';
import { Icon, type IconName } from './icon.tsx';

const TINTS = [
  'from-amber-700 to-stone-800',
  'from-teal-700 to-stone-800',
  'from-rose-800 to-stone-800',
  'from-indigo-700 to-stone-800',
  'from-emerald-800 to-stone-800',
  'from-sky-800 to-stone-800',
] as const;

/** What of a download its picture depends on. */
type Pictured = Pick<Download, 'videoInfo' | 'format' | 'url' | 'status'>;

/** The picture of a download at 16:9. Other shapes stand whole before a blurred copy of themselves. */
export function Poster({ download }: { download: Pictured }) {
  const { videoInfo, format, url } = download;
  const [broken, setBroken] = useState<string | null>(null);
  const source = videoInfo?.thumbnail ? ownLink(videoInfo.thumbnail) : null;
  return (
    <div className="relative aspect-video w-full overflow-hidden rounded-xl bg-sunken">
      {source && source !== broken ? (
        <>
          <img
            src={source}
            alt=""
            loading="lazy"
            className="absolute size-full scale-125 object-cover blur-lg"
          />
          <img
            src={source}
            alt=""
            loading="lazy"
            className="absolute size-full object-contain"
            onError={() => setBroken(source)}
          />
        </>
      ) : (
        <Placeholder
          site={siteOf(url)}
          icon={format === 'audio' ? 'note' : format === 'subtitles' ? 'captions' : 'film'}
          isWaiting={isWaiting(download)}
        />
      )}
      {videoInfo?.duration != null && (
        <span className="absolute right-1.5 bottom-1.5 rounded-md bg-black/75 px-1.5 py-0.5 text-xs font-medium text-white tabular-nums">
          {formatDuration(videoInfo.duration)}
        </span>
      )}
    </div>
  );
}

interface PlaceholderProps {
  readonly site: string;
  readonly icon: IconName;
  readonly isWaiting: boolean;
}

function Placeholder({ site, icon, isWaiting }: PlaceholderProps) {
  const tint =
    TINTS[[...site].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS.length];
  return (
    <div
      data-testid="placeholder"
      className={`absolute inset-0 grid place-items-center bg-linear-to-br ${tint} ${isWaiting ? 'animate-glint' : ''}`}
    >
      <Icon name={icon} className="size-7 text-white/85 max-sm:mb-3 sm:size-9" />
    </div>
  );
}

/** Whether a picture may still come. */
function isWaiting({ status, videoInfo }: Pictured): boolean {
  return status === 'processing' && videoInfo === null;
}
