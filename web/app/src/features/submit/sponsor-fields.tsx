import { CheckChoice } from './check-choice.tsx';
import { OptionField } from './option-field.tsx';
import type { ChooseProps } from './options.ts';
import { Select } from './select.tsx';
import { SPONSORS, STRETCHES } from './sponsors.ts';

/** What becomes of the stretches that SponsorBlock knows in a video of YouTube. */
export function SponsorFields({ options, choose }: ChooseProps) {
  const { sponsors, stretches } = options;
  return (
    <OptionField
      label="SponsorBlock"
      hint="What people have marked in videos of YouTube. Its server learns only the first signs of a hash of the video's id."
      className="sm:col-span-2"
    >
      <div className="grid items-start gap-x-4 gap-y-1 sm:grid-cols-[14rem_1fr]">
        <Select
          label="SponsorBlock"
          value={sponsors}
          choice={SPONSORS}
          onChoose={(chosen) => choose({ sponsors: chosen })}
        />
        {sponsors !== 'leave' && (
          <CheckChoice
            chosen={stretches}
            choice={STRETCHES}
            onChoose={(chosen) => choose({ stretches: chosen })}
          />
        )}
      </div>
    </OptionField>
  );
}
