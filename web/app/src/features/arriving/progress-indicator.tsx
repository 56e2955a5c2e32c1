import type { Download } from '@fetchlight/client';
import { titleOf } from '../../format/title.ts';
import { isMeasured, paceWords, stageWords, wholePercent } from './progress-words.ts';

interface ProgressIndicatorProps {
  readonly download: Download;
  /** Without a connection, speed and time left are no longer true, and the bar stands still. */
  readonly isStale: boolean;
}

/** How far a download is: a bar, a percentage, and in words what it does and how long it takes. */
export function ProgressIndicator({ download, isStale }: ProgressIndicatorProps) {
  const percent = isMeasured(download) ? wholePercent(download) : null;
  const words = isStale ? `${stageWords(download)}, not live` : stageWords(download);
  const pace = isStale ? '' : paceWords(download);
  const colour = isStale ? 'bg-muted opacity-60' : 'bg-bar';
  const shown =
    percent === null || (percent === 0 && download.status === 'queued') ? null : percent;
  return (
    <div className="flex min-w-0 flex-1 flex-col justify-center gap-1.5">
      <div
        role="progressbar"
        data-testid="progress"
        aria-label={`Progress of ${titleOf(download)}`}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent !== null && { 'aria-valuenow': percent })}
        aria-valuetext={shown === null ? words : `${shown} percent, ${words}`}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        {percent === null ? (
          <div
            className={`h-full rounded-full ${colour} ${isStale ? 'w-full' : 'w-[35%] animate-sweep motion-reduce:w-full motion-reduce:opacity-40'}`}
          />
        ) : (
          <div
            className={`h-full origin-left rounded-full transition-[transform,background-color] duration-300 ease-linear ${colour} ${download.status === 'queued' ? 'opacity-50' : ''}`}
            style={{ transform: `scaleX(${download.progress / 100})` }}
          />
        )}
      </div>
      <div className="flex h-5 items-baseline gap-2 text-[0.8125rem] leading-5 tabular-nums">
        {shown !== null && (
          <span className={`min-w-9 font-semibold ${isStale ? 'text-muted' : ''}`}>{shown} %</span>
        )}
        <span className={`min-w-0 truncate text-muted ${pace && 'max-sm:sr-only'}`}>{words}</span>
        <span className="ml-auto shrink-0 text-muted">{pace}</span>
      </div>
    </div>
  );
}
