import { memo } from 'react';
import { refusal, troubleOf } from '../../format/failure-words.ts';
import { titleOf } from '../../format/title.ts';
import { useStore } from '../../store/store.ts';
import { Card } from '../../ui/card.tsx';
import { DownloadProgress } from '../../ui/download-progress.tsx';
import { HoldButton } from '../../ui/hold-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useDownload } from '../../ui/use-download.ts';
import { VideoPreview } from '../../ui/video-preview.tsx';
import { ArrivingMenu } from './arriving-menu.tsx';

/** A download on its way: what it is, how far it is, and what can be done with it. */
export const ArrivingCard = memo(({ jobId }: { jobId: string }) => {
  const { actions } = useStore();
  const download = useDownload(jobId);
  const { isBusy, error, run } = useAct(jobId);
  if (!download) return null;
  return (
    <Card download={download}>
      <VideoPreview download={download} trouble={refusal(error) ?? troubleOf(download)}>
        <div className="flex h-full items-center">
          <DownloadProgress download={download} />
          <span className="w-2" />
          {download.stage === 'recording' && (
            <IconButton
              icon="save"
              verb="Stop and keep"
              object={titleOf(download)}
              isBusy={isBusy}
              onClick={() => run(actions.finish)}
            />
          )}
          <HoldButton download={download} isBusy={isBusy} onAct={run} />
          <IconButton
            icon="close"
            verb="Cancel"
            object={titleOf(download)}
            isBusy={isBusy}
            onClick={() => run(actions.cancel)}
          />
          <ArrivingMenu download={download} isBusy={isBusy} onAct={run} />
        </div>
      </VideoPreview>
    </Card>
  );
});
