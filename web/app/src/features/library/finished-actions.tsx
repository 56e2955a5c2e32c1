import type { Download } from '@fetchlight/client';
import { useState } from 'react';
import { isListAsVideo } from '../../format/failure-words.ts';
import { saveUrl } from '../../format/media.ts';
import { titleOf } from '../../format/title.ts';
import { Button } from '../../ui/button.tsx';
import { buttonStyle } from '../../ui/button-style.ts';
import { EngineLog } from '../../ui/engine-log.tsx';
import { HandIn } from '../../ui/hand-in.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PartMenu } from '../../ui/part-menu.tsx';
import { Player } from '../../ui/player.tsx';
import { Removal } from '../../ui/removal.tsx';
import { SubtitleMenu } from '../../ui/subtitle-menu.tsx';

interface FinishedActionsProps {
  readonly download: Download;
  readonly isBusy: boolean;
  /** Fetches it again. */
  readonly onAgain: () => void;
  /** Asks for the whole list where the link leads to one. */
  readonly onList: () => void;
}

/** What can be done with a download that has ended. */
export function FinishedActions({ download, isBusy, onAgain, onList }: FinishedActionsProps) {
  const [open, setOpen] = useState<'player' | 'removal' | 'log' | null>(null);
  const close = () => setOpen(null);
  const title = titleOf(download);
  const { downloadUrl, errorCode, fileName, status, format } = download;
  const again = status === 'completed' ? 'Fetch again' : 'Try again';
  return (
    <div className="flex gap-2">
      {downloadUrl ? (
        <>
          {format !== 'subtitles' && (
            <Button aria-label={`Play ${title}`} onClick={() => setOpen('player')}>
              <Icon name="play" className="size-4" /> Play
            </Button>
          )}
          <a
            href={saveUrl(downloadUrl)}
            download={fileName ?? ''}
            aria-label={`Save ${title}`}
            className={buttonStyle('plain')}
          >
            <Icon name="save" className="size-4" /> Save
          </a>
          <SubtitleMenu download={download} />
          <PartMenu download={download} />
        </>
      ) : isListAsVideo(download) ? (
        <Button aria-label={`Whole list: ${title}`} isBusy={isBusy} onClick={onList}>
          <Icon name="list" className="size-4" /> Whole list
        </Button>
      ) : (
        <Button aria-label={`${again}: ${title}`} isBusy={isBusy} onClick={onAgain}>
          <Icon name="retry" className="size-4" /> {again}
        </Button>
      )}
      {status === 'failed' && errorCode === 'login_required' && <HandIn download={download} />}
      {status === 'failed' && (
        <Button aria-label={`Show the log of ${title}`} onClick={() => setOpen('log')}>
          <Icon name="log" className="size-4" /> Log
        </Button>
      )}
      <Button
        look="quiet"
        className="ml-auto w-10 px-0"
        aria-label={`Delete ${title}`}
        title="Delete"
        onClick={() => setOpen('removal')}
      >
        <Icon name="trash" />
      </Button>
      {open === 'player' && downloadUrl && (
        <Player download={download} source={downloadUrl} onClose={close} />
      )}
      {open === 'removal' && <Removal download={download} onClose={close} />}
      {open === 'log' && <EngineLog download={download} onClose={close} />}
    </div>
  );
}
