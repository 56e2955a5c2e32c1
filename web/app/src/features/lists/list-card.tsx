import type { Download } from '@fetchlight/client';
import { memo } from 'react';
import { refusal, troubleOf } from '../../format/failure-words.ts';
import { formatMoment } from '../../format/numbers.ts';
import { countWords } from '../../format/progress-words.ts';
import { siteOf } from '../../format/title.ts';
import { Card } from '../../ui/card.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useDownload } from '../../ui/use-download.ts';
import { VideoPreview } from '../../ui/video-preview.tsx';
import { ListControls } from './list-controls.tsx';
import { ListEntries } from './list-entries.tsx';
import { useOpenList } from './use-open-list.ts';

/** A list of downloads: one bar over all of them, and on demand each of them. */
export const ListCard = memo(({ jobId }: { jobId: string }) => {
  const list = useDownload(jobId);
  const [isOpen, setOpen] = useOpenList(jobId);
  const { isBusy, error, run } = useAct(jobId);
  if (!list) return null;
  const trouble = refusal(error) ?? troubleOf(list);
  return (
    <Card download={list}>
      <VideoPreview download={list} trouble={trouble} line={lineOf(list)}>
        <ListControls
          download={list}
          isBusy={isBusy}
          isOpen={isOpen}
          onOpen={setOpen}
          onAct={run}
        />
      </VideoPreview>
      {isOpen && <ListEntries list={list} />}
    </Card>
  );
});

function lineOf(list: Download): string {
  const { status, completedAt, videoInfo, url } = list;
  return [
    status === 'cancelled' && 'Cancelled',
    completedAt ? countWords(list) : 'List',
    videoInfo?.uploader ?? siteOf(url),
    completedAt && formatMoment(completedAt),
  ]
    .filter(Boolean)
    .join(' · ');
}
