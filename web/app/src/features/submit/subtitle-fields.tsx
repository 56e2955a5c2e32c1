import { FIELD, OptionField } from './option-field.tsx';
import { type Options, PLACEMENTS } from './options.ts';
import { Select } from './select.tsx';

interface SubtitleFieldsProps {
  readonly options: Options;
  readonly choose: (change: Partial<Options>) => void;
  readonly problem: string | undefined;
}

/** Which subtitles, and where they go. */
export function SubtitleFields({ options, choose, problem }: SubtitleFieldsProps) {
  return (
    <OptionField label="Subtitles" problem={problem} hint="Languages like en, de, pt-BR.">
      <div className="grid grid-cols-2 gap-2">
        <input
          aria-label="Languages of subtitles"
          aria-invalid={problem !== undefined}
          placeholder="None"
          value={options.languages}
          onChange={({ target }) => choose({ languages: target.value })}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          className={FIELD}
        />
        <Select
          label="Where subtitles go"
          value={options.placement}
          choice={PLACEMENTS}
          onChoose={(placement) => choose({ placement })}
        />
      </div>
    </OptionField>
  );
}
