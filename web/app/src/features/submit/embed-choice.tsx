import type { Embed } from '@fetchlight/client';
import { CheckChoice } from './check-choice.tsx';
import { EMBEDS } from './choices.ts';
import { OptionField } from './option-field.tsx';

interface EmbedChoiceProps {
  readonly embed: Embed;
  readonly onChoose: (embed: Embed) => void;
}

/** What is put into the file besides picture and sound. */
export function EmbedChoice({ embed, onChoose }: EmbedChoiceProps) {
  return (
    <OptionField label="Put into the file">
      <CheckChoice chosen={embed} choice={EMBEDS} onChoose={onChoose} />
    </OptionField>
  );
}
