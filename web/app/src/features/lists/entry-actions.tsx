import { isTerminal } from '@fetchlight/client';
import { useState } from 'react';
import { saveUrl } from '../../format/media.ts';
import { titleOf } from '../../format/title.ts';
import { useStore } from '../../store/store.ts';
import type { ActProps } from '../../ui/act-props.ts';
import { buttonStyle } from '../../ui/button-style.ts';
import { EngineLog } from '../../ui/engine-log.tsx';
import { HoldButton } from '../../ui/hold-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Player } from '../../ui/player.tsx';
import { SubtitleMenu } from '../../ui/subtitle-menu.tsx';

/** What can be done with one download of a list. */
export function EntryActions({ download, isBusy, onAct }: ActProps) {
  const { actions } = useStore();
  const [open, setOpen] = useState<'player' | 'log' | null>(null);
  const close = () => setOpen(null);
  const { status, downloadUrl, fileName } = download;
  const title = titleOf(download);
  const act = { object: title, isBusy };
  return (
    <span className="flex shrink-0">
      {!isTerminal(download) && (
        <>
          <HoldButton download={download} isBusy={isBusy} onAct={onAct} />
          <IconButton {...act} icon="close" verb="Cancel" onClick={() => onAct(actions.cancel)} />
        </>
      )}
      {status === 'failed' && (
        <IconButton icon="log" verb="Log of" object={title} onClick={() => setOpen('log')} />
      )}
      {(status === 'failed' || status === 'cancelled') && (
        <IconButton {...act} icon="retry" verb="Try again:" onClick={() => onAct(actions.retry)} />
      )}
      {downloadUrl && (
        <>
          <SubtitleMenu download={download} />
          <IconButton icon="play" verb="Play" object={title} onClick={() => setOpen('player')} />
          <a
            href={saveUrl(downloadUrl)}
            download={fileName ?? ''}
            aria-label={`Save ${title}`}
            title="Save"
            className={buttonStyle('quiet', 'w-10 px-0')}
          >
            <Icon name="save" />
          </a>
        </>
      )}
      {open === 'player' && downloadUrl && (
        <Player download={download} source={downloadUrl} onClose={close} />
      )}
      {open === 'log' && <EngineLog download={download} onClose={close} />}
    </span>
  );
}
