import type { Format } from '@fetchlight/client';
import { siteOf, titleOf } from '../../format/title.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Poster } from '../../ui/poster.tsx';
import { factsOf } from './preview-words.ts';
import type { Look } from './use-look.ts';

interface PreviewHeadProps {
  readonly look: Look;
  readonly format: Format;
  readonly onClose: () => void;
}

/** Picture and title of what was looked at, or what came in the way. */
export function PreviewHead({ look, format, onClose }: PreviewHeadProps) {
  return (
    <div className="flex gap-3 sm:gap-4">
      <HeadOf look={look} format={format} />
      <Button
        look="quiet"
        className="-mt-1 -mr-1 ml-auto w-10 px-0"
        aria-label="Close the preview"
        title="Close"
        onClick={onClose}
      >
        <Icon name="close" />
      </Button>
    </div>
  );
}

function HeadOf({ look, format }: Omit<PreviewHeadProps, 'onClose'>) {
  switch (look.phase) {
    case 'none':
      return null;
    case 'looking':
      return (
        <p className="flex min-h-8 animate-glint items-center gap-2.5 px-1 text-sm text-muted">
          <Icon name="eye" /> Looking at the link…
        </p>
      );
    case 'failed': {
      const { kind, sentence } = look.trouble;
      return (
        <p className="flex min-h-8 min-w-0 items-center gap-2.5 px-1 text-sm text-danger">
          <Icon name="warning" />
          <span className="min-w-0 wrap-anywhere">
            {kind && <strong className="font-semibold">{kind}: </strong>}
            {sentence}
          </span>
        </p>
      );
    }
    case 'seen': {
      const { url, preview } = look;
      const poster = { videoInfo: preview.videoInfo, url, format, status: 'completed' } as const;
      return (
        <>
          <div className="w-28 shrink-0 sm:w-48">
            <Poster download={poster} />
          </div>
          <div className="min-w-0">
            <h3 className="line-clamp-2 font-semibold tracking-tight wrap-anywhere">
              {titleOf(preview)}
            </h3>
            <p className="text-sm leading-6 text-muted">{factsOf(preview) || siteOf(url)}</p>
          </div>
        </>
      );
    }
  }
}
