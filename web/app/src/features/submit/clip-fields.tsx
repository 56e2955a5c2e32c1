import { FIELD, OptionField } from './option-field.tsx';
import type { Extras } from './options.ts';

export interface ExtraProps {
  readonly extras: Extras;
  readonly add: (change: Partial<Extras>) => void;
  readonly problem: string | undefined;
}

interface ClipProps extends ExtraProps {
  /** Whether something is chosen whose times are those of the whole. */
  readonly hasTimes: boolean;
}

/** A stretch of the media rather than all of it, for the next download alone. */
export function ClipFields({ extras, add, problem, hasTimes }: ClipProps) {
  const common = {
    'aria-invalid': problem !== undefined,
    inputMode: 'text',
    autoComplete: 'off',
    className: FIELD,
  } as const;
  const hint =
    hasTimes && (extras.from || extras.to)
      ? 'A part comes without subtitles, chapters and SponsorBlock, which have the times of the whole.'
      : 'As 1:30; for the next download only.';
  return (
    <OptionField label="Only a part" problem={problem} hint={hint}>
      <div className="grid grid-cols-2 gap-2">
        <input
          aria-label="From"
          placeholder="From the start"
          value={extras.from}
          onChange={({ target }) => add({ from: target.value })}
          {...common}
        />
        <input
          aria-label="To"
          placeholder="To the end"
          value={extras.to}
          onChange={({ target }) => add({ to: target.value })}
          {...common}
        />
      </div>
    </OptionField>
  );
}
