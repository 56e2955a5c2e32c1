import type { RefObject } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { AUDIO_FORMATS, CONTAINERS, LIVES } from './choices.ts';
import { ClipFields } from './clip-fields.tsx';
import { CookieField } from './cookie-field.tsx';
import { EmbedChoice } from './embed-choice.tsx';
import { FinerFields } from './finer-fields.tsx';
import { LoginFields } from './login-fields.tsx';
import { alsoOf, hasPicture } from './media-wishes.ts';
import { OptionField } from './option-field.tsx';
import { optionWords } from './option-words.ts';
import { Select } from './select.tsx';
import { sponsorBlockOf } from './sponsors.ts';
import { SubtitleFields } from './subtitle-fields.tsx';
import type { OptionState } from './use-options.ts';
import { languagesOf } from './wishes.ts';

interface OptionPanelProps {
  readonly panel: RefObject<HTMLDetailsElement | null>;
  readonly state: OptionState;
}

/** All choices but the format, folded away; what was chosen stands beside the fold. */
export function OptionPanel({ panel, state }: OptionPanelProps) {
  const { options, choose, extras, add, wishes } = state;
  const problems = 'problems' in wishes ? wishes.problems : {};
  const { format } = options;
  const isWords = format === 'subtitles';
  const hasSound = format === 'audio' || alsoOf(options).includes('audio');
  const hasTimes =
    (format !== 'audio' && languagesOf(options.languages).length > 0) ||
    options.embed.includes('chapters') ||
    alsoOf(options).includes('chapters') ||
    sponsorBlockOf(options) !== undefined;
  return (
    <details ref={panel} className="group mt-1">
      <summary className="flex min-h-10 w-fit max-w-full cursor-pointer list-none items-center gap-1.5 rounded-xl px-3 text-sm font-medium text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <Icon name="down" className="size-4 -rotate-90 transition-transform group-open:rotate-0" />
        Options
        <span className="truncate font-normal group-open:hidden">
          {optionWords(options, extras)}
        </span>
      </summary>
      <div className="grid gap-x-6 gap-y-4 rounded-2xl border border-line bg-surface p-4 sm:grid-cols-2">
        {hasPicture(format) && (
          <OptionField label="Kind of file">
            <Select
              label="Kind of file"
              value={options.container}
              choice={CONTAINERS}
              onChoose={(container) => choose({ container })}
            />
          </OptionField>
        )}
        {hasSound && (
          <OptionField label="Sound format">
            <Select
              label="Sound format"
              value={options.audioFormat}
              choice={AUDIO_FORMATS}
              onChoose={(audioFormat) => choose({ audioFormat })}
            />
          </OptionField>
        )}
        {format !== 'audio' && (
          <SubtitleFields options={options} choose={choose} problem={problems.languages} />
        )}
        {!isWords && (
          <>
            <EmbedChoice embed={options.embed} onChoose={(embed) => choose({ embed })} />
            <ClipFields extras={extras} add={add} problem={problems.clip} hasTimes={hasTimes} />
            <OptionField label="Live broadcasts">
              <Select
                label="Live broadcasts"
                value={options.live}
                choice={LIVES}
                onChoose={(live) => choose({ live })}
              />
            </OptionField>
            <FinerFields options={options} choose={choose} />
          </>
        )}
        <LoginFields extras={extras} add={add} problem={problems.login} />
        <CookieField extras={extras} add={add} problem={problems.cookies} />
      </div>
    </details>
  );
}
