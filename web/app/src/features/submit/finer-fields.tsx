import { Icon } from '../../ui/icon.tsx';
import { CheckChoice } from './check-choice.tsx';
import { ALSO, CODECS, FRAME_RATES, RANGES } from './choices.ts';
import { alsoOf, hasPicture } from './media-wishes.ts';
import { OptionField } from './option-field.tsx';
import type { ChooseProps } from './options.ts';
import { Select } from './select.tsx';
import { SponsorFields } from './sponsor-fields.tsx';

/** What few people choose, folded away. */
export function FinerFields({ options, choose }: ChooseProps) {
  const isPictured = hasPicture(options.format);
  const also = isPictured ? ALSO : ALSO.filter(([value]) => value !== 'audio');
  return (
    <details className="group/finer sm:col-span-2">
      <summary className="flex min-h-10 w-fit cursor-pointer list-none items-center gap-1.5 rounded-xl pr-3 text-sm font-medium text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <Icon
          name="down"
          className="size-4 -rotate-90 transition-transform group-open/finer:rotate-0"
        />
        More choices
      </summary>
      <div className="grid gap-x-6 gap-y-4 pt-2 sm:grid-cols-2">
        {isPictured && <PictureFields options={options} choose={choose} />}
        <OptionField
          label="Also keep, as files beside it"
          {...(!isPictured && { className: 'sm:col-span-2' })}
        >
          <CheckChoice
            chosen={alsoOf(options)}
            choice={also}
            onChoose={(chosen) => choose({ also: chosen })}
          />
        </OptionField>
        <SponsorFields options={options} choose={choose} />
      </div>
    </details>
  );
}

function PictureFields({ options, choose }: ChooseProps) {
  return (
    <OptionField
      label="Picture"
      hint="Rather this than a larger one; where there is none, another comes."
    >
      <div className="grid grid-cols-2 gap-2">
        <Select
          label="Codec"
          value={options.codec}
          choice={CODECS}
          onChoose={(codec) => choose({ codec })}
        />
        <Select
          label="HDR"
          value={options.dynamicRange}
          choice={RANGES}
          onChoose={(dynamicRange) => choose({ dynamicRange })}
        />
        <Select
          label="Frame rate"
          value={options.frameRate}
          choice={FRAME_RATES}
          onChoose={(frameRate) => choose({ frameRate })}
        />
      </div>
    </OptionField>
  );
}
