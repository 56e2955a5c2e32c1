import { memo, useCallback } from 'react';
import { titleOf } from '../../format/title.ts';
import { useCell } from '../../store/cell.ts';
import { isStale } from '../../store/live.ts';
import { downloadOf, type Shelf } from '../../store/shelf.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useTask } from '../../ui/use-task.ts';
import { VideoPreview } from '../../ui/video-preview.tsx';
import { ProgressIndicator } from './progress-indicator.tsx';

/** A download on its way: what it is, how far it is, and a way to call it off. */
export const ArrivingCard = memo(({ jobId }: { jobId: string }) => {
  const { downloads, live } = useStore();
  const stale = useCell(live.connection, isStale);
  const download = useCell(
    downloads.shelf,
    useCallback((shelf: Shelf) => downloadOf(shelf, jobId), [jobId]),
  );
  const cancel = useTask(downloads.cancel);
  if (!download) return null;
  return (
    <Card download={download}>
      <VideoPreview download={download} problem={cancel.error}>
        <div className="flex h-full items-center gap-2">
          <ProgressIndicator download={download} isStale={stale} />
          <Button
            look="quiet"
            className="w-10 px-0"
            aria-label={`Cancel ${titleOf(download)}`}
            title="Cancel"
            isBusy={cancel.isBusy}
            onClick={() => cancel.run(jobId)}
          >
            <Icon name="close" />
          </Button>
        </div>
      </VideoPreview>
    </Card>
  );
});
