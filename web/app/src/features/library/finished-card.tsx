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
      <VideoPreview download={download} line={<Line download={download} error={again.error} />}>
        <FinishedActions
          download={download}
          isBusy={again.isBusy}
          onAgain={() => again.run(download)}
        />
      </VideoPreview>
    </Card>
  );
});

function Line({ download, error }: { download: Download; error: string | null }) {
  const { status, downloadUrl, videoInfo, url } = download;
  if (error) return <span className="text-danger">{error}</span>;
  switch (status) {
    case 'failed':
      return <span className="text-danger">{download.error ?? 'It did not work.'}</span>;
    case 'cancelled':
      return `Cancelled · ${videoInfo?.uploader ?? siteOf(url)}`;
    default:
      return downloadUrl ? factsOf(download) : `${factsOf(download)} · no longer kept`;
  }
}
