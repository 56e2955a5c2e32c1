import type { Download } from '@fetchlight/client';
import { memo, useCallback } from 'react';
import { siteOf } from '../../format/title.ts';
import { useCell } from '../../store/cell.ts';
import { downloadOf, type Shelf } from '../../store/shelf.ts';
import { useStore } from '../../store/store.ts';
import { Card } from '../../ui/card.tsx';
import { useTask } from '../../ui/use-task.ts';
import { VideoPreview } from '../../ui/video-preview.tsx';
import { factsOf } from './facts.ts';
import { FinishedActions } from './finished-actions.tsx';

/** A download that has ended, well or not. */
export const FinishedCard = memo(({ jobId }: { jobId: string }) => {
  const { downloads } = useStore();
  const download = useCell(
    downloads.shelf,
    useCallback((shelf: Shelf) => downloadOf(shelf, jobId), [jobId]),
  );
  const again = useTask(async ({ status, url, format }: Download) => {
    if (status === 'completed') await downloads.submit(url, format);
    else await downloads.retry(jobId);
  });
  if (!download) return null;
  return (
    <Card download={download}>
      <VideoPreview
        download={download}
        problem={again.error ?? problemOf(download)}
        line={lineOf(download)}
      >
        <FinishedActions
          download={download}
          isBusy={again.isBusy}
          onAgain={() => again.run(download)}
        />
      </VideoPreview>
    </Card>
  );
});

function problemOf({ status, error }: Download): string | null {
  return status === 'failed' ? (error ?? 'It did not work.') : null;
}

function lineOf(download: Download): string {
  const { status, downloadUrl, videoInfo, url } = download;
  if (status === 'cancelled') return `Cancelled · ${videoInfo?.uploader ?? siteOf(url)}`;
  return downloadUrl ? factsOf(download) : `No longer kept · ${factsOf(download)}`;
}
