import type { Download } from '@fetchlight/client';
import { memo } from 'react';
import { refusal, troubleOf } from '../../format/failure-words.ts';
import { siteOf } from '../../format/title.ts';
import { wantedOf } from '../../format/wanted.ts';
import { useStore } from '../../store/store.ts';
import { Card } from '../../ui/card.tsx';
import { useDownload } from '../../ui/use-download.ts';
import { useTask } from '../../ui/use-task.ts';
import { VideoPreview } from '../../ui/video-preview.tsx';
import { factsOf } from './facts.ts';
import { FinishedActions } from './finished-actions.tsx';

/** A download that has ended, well or not. */
export const FinishedCard = memo(({ jobId }: { jobId: string }) => {
  const { actions } = useStore();
  const download = useDownload(jobId);
  const again = useTask(async (ended: Download) => {
    if (ended.status === 'completed') await actions.submit(wantedOf(ended));
    else await actions.retry(jobId);
  });
  const wholeList = useTask(async (ended: Download) => {
    await actions.submit({ ...wantedOf(ended), list: true });
  });
  if (!download) return null;
  return (
    <Card download={download}>
      <VideoPreview
        download={download}
        trouble={refusal(again.error ?? wholeList.error) ?? troubleOf(download)}
        line={lineOf(download)}
      >
        <FinishedActions
          download={download}
          isBusy={again.isBusy || wholeList.isBusy}
          onAgain={() => again.run(download)}
          onList={() => wholeList.run(download)}
        />
      </VideoPreview>
    </Card>
  );
});

function lineOf(download: Download): string {
  const { status, downloadUrl, videoInfo, url } = download;
  if (status === 'cancelled') return `Cancelled · ${videoInfo?.uploader ?? siteOf(url)}`;
  return downloadUrl ? factsOf(download) : `No longer kept · ${factsOf(download)}`;
}
