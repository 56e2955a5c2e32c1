import type { Download } from '@fetchlight/client';
import type { ReactNode } from 'react';
import type { Trouble } from '../format/failure-words.ts';
import { siteOf, titleOf } from '../format/title.ts';
import { Poster } from './poster.tsx';

interface VideoPreviewProps {
  readonly download: Download;
  /** What is wrong; it takes the room of the picture where that is scarce. */
  readonly trouble?: Trouble | null;
  /** A line under the title in place of who made it. */
  readonly line?: string | null;
  /** What stands at the foot: progress, or what can be done. */
  readonly children: ReactNode;
}

/**
 * What a download is: picture, title, who made it, how long it is. Its height never changes before
 * it has failed; then the reason is shown whole.
 */
export function VideoPreview({ download, trouble, line, children }: VideoPreviewProps) {
  const title = titleOf(download);
  const hasFailed = trouble != null && !trouble.isPassing;
  return (
    <div className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-2 sm:grid-cols-[12rem_1fr] sm:gap-x-4 sm:gap-y-1">
      <div className={`sm:row-span-2 ${trouble ? 'max-sm:hidden' : ''}`}>
        <Poster download={download} />
      </div>
      <div
        className={`min-w-0 ${hasFailed ? 'min-h-16' : 'h-16 overflow-hidden'} ${trouble ? 'max-sm:col-span-2' : ''}`}
      >
        <h3
          id={`title-${download.jobId}`}
          title={title}
          className={`font-semibold tracking-tight wrap-anywhere sm:leading-6 ${trouble ? 'line-clamp-1' : 'line-clamp-2 max-sm:leading-[1.375rem] sm:line-clamp-1'}`}
        >
          {title}
        </h3>
        {trouble ? (
          <p
            title={trouble.sentence}
            className={`text-sm leading-[1.125rem] ${hasFailed ? 'wrap-anywhere text-danger' : 'line-clamp-2 text-muted'}`}
          >
            {trouble.kind && <strong className="font-semibold">{trouble.kind}: </strong>}
            {trouble.sentence}
          </p>
        ) : (
          <p title={line ?? undefined} className="truncate text-sm leading-5 text-muted">
            {line ?? download.videoInfo?.uploader ?? siteOf(download.url)}
          </p>
        )}
      </div>
      <div className="col-span-2 h-10 min-w-0 sm:col-span-1">{children}</div>
    </div>
  );
}
