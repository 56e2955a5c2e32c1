import type { Download } from '@fetchlight/client';
import { titleOf } from '../format/title.ts';
import type { Actions } from '../store/actions.ts';
import { useStore } from '../store/store.ts';
import type { ActProps } from './act-props.ts';
import { IconButton } from './icon-button.tsx';

/** Holds a download back, or lets it go on: after a pause, or at once where it waits for its next try. */
export function HoldButton({ download, isBusy, onAct }: ActProps) {
  const { icon, verb, action } = offerOf(download, useStore().actions);
  return (
    <IconButton
      icon={icon}
      verb={verb}
      object={titleOf(download)}
      isBusy={isBusy}
      onClick={() => onAct(action)}
    />
  );
}

function offerOf({ paused, nextTryAt }: Download, { pause, resume, retry }: Actions) {
  if (paused) return { icon: 'play', verb: 'Resume', action: resume } as const;
  if (nextTryAt) return { icon: 'retry', verb: 'Try now:', action: retry } as const;
  return { icon: 'pause', verb: 'Pause', action: pause } as const;
}
