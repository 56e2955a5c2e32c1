import { CAPTIONS, PLACEMENTS } from './choices.ts';
import { FIELD, OptionField } from './option-field.tsx';
import type { ChooseProps } from './options.ts';
import { Select } from './select.tsx';

interface SubtitleFieldsProps extends ChooseProps {
  readonly problem: string | undefined;
}

/** Which subtitles, where they go, and as what kind of file. */
export function SubtitleFields({ options, choose, problem }: SubtitleFieldsProps) {
  const isAll = options.format === 'subtitles';
  const isBeside = isAll || options.placement === 'beside';
  return (
    <OptionField label="Subtitles" problem={problem} hint="Languages like en, de, pt-BR.">
      <div className="grid grid-cols-2 gap-2">
        <input
          aria-label="Languages of subtitles"
          aria-invalid={problem !== undefined}
          placeholder={isAll ? 'en' : 'None'}
          value={options.languages}
          onChange={({ target }) => choose({ languages: target.value })}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          className={FIELD}
        />
        {!isAll && (
          <Select
            label="Where subtitles go"
            value={options.placement}
            choice={PLACEMENTS}
            onChoose={(placement) => choose({ placement })}
          />
        )}
        {isBeside && (
          <Select
            label="Kind of subtitles"
            value={options.captions}
            choice={CAPTIONS}
            onChoose={(captions) => choose({ captions })}
          />
        )}
      </div>
    </OptionField>
  );
}
