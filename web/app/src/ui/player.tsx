import type { Download } from '@fetchlight/client';
import { useState } from 'react';
import { isSound, ownLink } from '../format/media.ts';
import { titleOf } from '../format/title.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Modal } from './modal.tsx';
import { Poster } from './poster.tsx';

interface PlayerProps {
  readonly download: Download;
  readonly source: string;
  readonly onClose: () => void;
}

/** Plays a finished download in the browser. */
export function Player({ download, source, onClose }: PlayerProps) {
  const [isUnplayable, setUnplayable] = useState(false);
  const title = titleOf(download);
  const media = {
    src: ownLink(source),
    controls: true,
    autoPlay: true,
    'aria-label': title,
    onError: () => setUnplayable(true),
  };
  return (
    <Modal label={title} onClose={onClose} className="w-[min(64rem,calc(100vw-1.5rem))]">
      <div className="flex items-center gap-2 py-2 pr-2 pl-4">
        <p className="min-w-0 flex-1 truncate font-semibold">{title}</p>
        <Button look="quiet" className="w-10 px-0" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      {isUnplayable && (
        <p role="alert" className="bg-sunken px-4 py-3 text-sm">
          This browser cannot play this kind of file. Save it and open it with a player.
        </p>
      )}
      {isSound(download) ? (
        <div className="mx-auto grid max-w-md gap-4 px-4 pt-2 pb-6">
          <Poster download={download} />
          <audio {...media} className="w-full" />
        </div>
      ) : (
        <video {...media} playsInline className="block max-h-[78dvh] w-full bg-black" />
      )}
    </Modal>
  );
}
