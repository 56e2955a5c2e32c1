import { isTerminal } from '@fetchlight/client';
import { useState } from 'react';
import { titleOf } from '../../format/title.ts';
import { useStore } from '../../store/store.ts';
import type { ActProps } from '../../ui/act-props.ts';
import { Button } from '../../ui/button.tsx';
import { DownloadProgress } from '../../ui/download-progress.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Removal } from '../../ui/removal.tsx';

interface ListControlsProps extends ActProps {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** How far a list is, and what can be done with all of it. */
export function ListControls({ download, isBusy, isOpen, onOpen, onAct }: ListControlsProps) {
  const { actions } = useStore();
  const [isRemoving, setRemoving] = useState(false);
  const title = titleOf(download);
  const { jobId, status, paused, list } = download;
  const hasEnded = isTerminal(download);
  const act = { object: title, isBusy };
  return (
    <div className="flex h-full items-center gap-2">
      {!hasEnded && <DownloadProgress download={download} />}
      <Button
        aria-expanded={isOpen}
        aria-controls={`entries-${jobId}`}
        aria-label={`Entries of ${title}`}
        onClick={() => onOpen(!isOpen)}
      >
        <span className={hasEnded ? '' : 'max-sm:hidden'}>{entryWords(list?.total ?? 0)}</span>
        <Icon name="down" className={`size-4 transition-transform ${isOpen ? 'rotate-180' : ''}`} />
      </Button>
      <div className="ml-auto flex">
        {(status === 'failed' || status === 'cancelled') && (
          <IconButton
            {...act}
            icon="retry"
            verb="Try again:"
            onClick={() => onAct(actions.retry)}
          />
        )}
        {paused && (
          <IconButton {...act} icon="play" verb="Resume" onClick={() => onAct(actions.resume)} />
        )}
        {hasEnded ? (
          <IconButton {...act} icon="trash" verb="Delete" onClick={() => setRemoving(true)} />
        ) : (
          <IconButton {...act} icon="close" verb="Cancel" onClick={() => onAct(actions.cancel)} />
        )}
      </div>
      {isRemoving && <Removal download={download} onClose={() => setRemoving(false)} />}
    </div>
  );
}

function entryWords(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
