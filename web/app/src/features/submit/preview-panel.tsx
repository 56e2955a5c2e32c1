import type { Format } from '@fetchlight/client';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { EntryPicker } from './entry-picker.tsx';
import { LimitFields } from './limit-fields.tsx';
import { limitOf } from './list-limit.ts';
import { PreviewHead } from './preview-head.tsx';
import { RenditionChoice } from './rendition-choice.tsx';
import type { Look } from './use-look.ts';
import type { OptionState } from './use-options.ts';
import type { Picks } from './use-picks.ts';

interface PreviewPanelProps {
  readonly look: Look;
  readonly format: Format;
  readonly picks: Picks;
  readonly state: OptionState;
  readonly onFormat: (format: Format) => void;
  /** Looks again, at the list that the video is part of. */
  readonly onList: () => void;
  readonly onClose: () => void;
  readonly onDownload: () => void;
}

/** What a link leads to, before anything is queued: one video with its sizes, or a list to choose from. */
export function PreviewPanel(props: PreviewPanelProps) {
  const { look, format, picks, state, onFormat, onList, onClose, onDownload } = props;
  if (look.phase === 'none') return null;
  const seen = look.phase === 'seen' ? look : null;
  const isList = seen?.preview.isList ?? false;
  const limit = limitOf(state.extras);
  const isLimited = limit !== undefined;
  return (
    <section
      aria-label="Preview"
      className="mt-2 rounded-2xl border border-line bg-surface p-3 shadow-card"
    >
      <PreviewHead look={look} format={format} onClose={onClose} />
      {seen && !isList && (
        <RenditionChoice preview={seen.preview} format={format} onFormat={onFormat} />
      )}
      {seen && isList && (
        <>
          {!isLimited && <EntryPicker preview={seen.preview} picks={picks} />}
          <LimitFields
            extras={state.extras}
            add={state.add}
            problem={typeof limit === 'string' ? limit : undefined}
          />
        </>
      )}
      {seen && (
        <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
          {isList || seen.asList ? (
            <p className="text-sm text-muted">
              {isList ? '' : 'There is no list behind this link.'}
            </p>
          ) : (
            <Button look="quiet" onClick={onList}>
              <Icon name="list" className="size-4" /> Part of a list? Choose from it
            </Button>
          )}
          <Button
            look="strong"
            className="max-sm:flex-1"
            isBusy={isList && !isLimited && picks.chosen === 0}
            onClick={onDownload}
          >
            <Icon name="arrow" className="size-4" />
            {isList
              ? isLimited
                ? 'Download these'
                : `Download ${picks.chosen} of ${picks.total}`
              : 'Download this'}
          </Button>
        </div>
      )}
    </section>
  );
}
