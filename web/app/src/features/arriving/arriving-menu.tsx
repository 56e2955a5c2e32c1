import { useState } from 'react';
import { titleOf } from '../../format/title.ts';
import { useStore } from '../../store/store.ts';
import type { ActProps } from '../../ui/act-props.ts';
import { EngineLog } from '../../ui/engine-log.tsx';
import { Menu, MenuButton } from '../../ui/menu.tsx';

/** What is done less often with a download on its way. */
export function ArrivingMenu({ download, onAct }: ActProps) {
  const { actions } = useStore();
  const [isLogOpen, setLogOpen] = useState(false);
  const { status, nextTryAt } = download;
  return (
    <>
      <Menu label={`More for ${titleOf(download)}`}>
        {status === 'queued' && (
          <>
            <MenuButton icon="top" onClick={() => onAct(actions.toFront)}>
              Move to the front
            </MenuButton>
            <MenuButton icon="bottom" onClick={() => onAct(actions.toBack)}>
              Move to the back
            </MenuButton>
          </>
        )}
        {nextTryAt && (
          <MenuButton icon="pause" onClick={() => onAct(actions.pause)}>
            Pause
          </MenuButton>
        )}
        <MenuButton icon="log" onClick={() => setLogOpen(true)}>
          Show the log
        </MenuButton>
      </Menu>
      {isLogOpen && <EngineLog download={download} onClose={() => setLogOpen(false)} />}
    </>
  );
}
