import type { ListItem, Preview } from '@fetchlight/client';
import { memo } from 'react';
import { formatDuration } from '../../format/numbers.ts';
import { shortLink } from '../../format/title.ts';
import { Button } from '../../ui/button.tsx';
import type { Picks } from './use-picks.ts';

interface EntryPickerProps {
  readonly preview: Preview;
  readonly picks: Picks;
}

/** The entries of a list, of which some may be left out. */
export function EntryPicker({ preview, picks }: EntryPickerProps) {
  return (
    <fieldset className="mt-3 min-w-0">
      <legend className="sr-only">Entries to download</legend>
      <div className="flex flex-wrap items-center gap-1 border-b border-line pb-1 text-sm">
        <span className="mr-auto text-muted tabular-nums">
          {`${picks.chosen} of ${picks.total} chosen`}
        </span>
        <Button look="quiet" aria-label="Choose all" onClick={picks.all}>
          All
        </Button>
        <Button look="quiet" aria-label="Choose none" onClick={picks.nothing}>
          None
        </Button>
      </div>
      <ul className="max-h-88 overflow-y-auto overscroll-contain">
        {preview.items.map((item) => (
          <Entry
            key={item.index}
            item={item}
            isPicked={!picks.out.has(item.index)}
            onToggle={picks.toggle}
          />
        ))}
      </ul>
      {preview.more && <p className="pt-2 text-xs text-muted">The list goes on after these.</p>}
    </fieldset>
  );
}

interface EntryProps {
  readonly item: ListItem;
  readonly isPicked: boolean;
  readonly onToggle: (index: number) => void;
}

/** A thousand of them are fast: what is out of sight is not drawn, and only what changes is made anew. */
const Entry = memo(({ item, isPicked, onToggle }: EntryProps) => {
  const { index, title, url, duration } = item;
  return (
    <li className="[contain-intrinsic-size:auto_2.5rem] [content-visibility:auto]">
      <label className="flex h-10 items-center gap-2 rounded-lg px-2 sm:gap-3 text-sm hover:bg-sunken">
        <input
          type="checkbox"
          checked={isPicked}
          onChange={() => onToggle(index)}
          className="size-4 shrink-0 accent-accent-strong"
        />
        <span className="w-6 shrink-0 text-right sm:w-8 text-xs text-muted tabular-nums">
          {index}
        </span>
        <span className="min-w-0 flex-1 truncate">{title ?? shortLink(url)}</span>
        {duration !== null && (
          <span className="shrink-0 text-xs text-muted tabular-nums">
            {formatDuration(duration)}
          </span>
        )}
      </label>
    </li>
  );
});
