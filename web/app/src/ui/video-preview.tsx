import type { Download } from '@fetchlight/client';
import type { ReactNode } from 'react';
import { siteOf, titleOf } from '../format/title.ts';
import { Poster } from './poster.tsx';

interface VideoPreviewProps {
  readonly download: Download;
  /** A line under the title in place of who made it. */
  readonly line?: ReactNode;
  /** What stands at the foot: progress, or what can be done. */
  readonly children: ReactNode;
}

/** What a download is: picture, title, who made it, how long it is. Its height never changes. */
export function VideoPreview({ download, line, children }: VideoPreviewProps) {
  const title = titleOf(download);
  return (
    <div className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-2 sm:grid-cols-[12rem_1fr] sm:gap-x-4 sm:gap-y-1">
      <div className="sm:row-span-2">
        <Poster download={download} />
      </div>
      <div className="flex h-16 min-w-0 flex-col gap-0.5">
        <h3
          id={`title-${download.jobId}`}
          title={title}
          className="truncate leading-6 font-semibold tracking-tight"
        >
          {title}
        </h3>
        <div className="line-clamp-2 text-sm leading-5 text-muted">
          {line ?? download.videoInfo?.uploader ?? siteOf(download.url)}
        </div>
      </div>
      <div className="col-span-2 h-10 min-w-0 sm:col-span-1">{children}</div>
    </div>
  );
}
