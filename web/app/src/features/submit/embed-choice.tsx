import type { Embed } from '@fetchlight/client';
import { OptionField } from './option-field.tsx';
import { EMBEDS } from './options.ts';

interface EmbedChoiceProps {
  readonly embed: Embed;
  readonly onChoose: (embed: Embed) => void;
}

/** What is put into the file besides picture and sound. */
export function EmbedChoice({ embed, onChoose }: EmbedChoiceProps) {
  const toggle = (value: Embed[number]) =>
    onChoose(embed.includes(value) ? embed.filter((each) => each !== value) : [...embed, value]);
  return (
    <OptionField label="Put into the file">
      <div className="flex flex-wrap gap-x-4">
        {EMBEDS.map(([value, words]) => (
          <label key={value} className="flex min-h-10 items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={embed.includes(value)}
              onChange={() => toggle(value)}
              className="size-4 accent-accent-strong"
            />
            {words}
          </label>
        ))}
      </div>
    </OptionField>
  );
}
