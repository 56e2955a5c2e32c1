import type { Format } from '@fetchlight/client';
import { useCallback, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { rememberedFormat, rememberFormat } from './choice.ts';
import { DropVeil } from './drop-veil.tsx';
import { FormatSelect } from './format-select.tsx';
import { LinkField } from './link-field.tsx';
import { OutcomeNotes } from './outcome-notes.tsx';
import { useDrop, useStrayPaste } from './use-stray-text.ts';
import { useSubmission } from './use-submission.ts';

/** The way in: links by paste, by hand or by drop, several at once, and the choice of format. */
export function LinkForm() {
  const field = useRef<HTMLTextAreaElement>(null);
  const [format, setFormat] = useState(rememberedFormat);
  const { text, type, outcome, submit } = useSubmission(format);
  const isOver = useDrop(submit);
  useStrayPaste(
    useCallback(
      (pasted: string) => {
        type(pasted);
        field.current?.focus();
      },
      [type],
    ),
  );
  const choose = (next: Format) => {
    setFormat(next);
    rememberFormat(next);
  };
  const send = () => {
    submit(text);
    field.current?.focus();
  };
  return (
    <form
      aria-label="New download"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex flex-col gap-2 rounded-2xl border border-line bg-surface p-2 shadow-card focus-within:border-accent-strong focus-within:ring-3 focus-within:ring-accent/30 sm:flex-row sm:items-end">
        <LinkField
          field={field}
          text={text}
          isInvalid={outcome.refused.length > 0}
          onText={type}
          onSubmit={send}
        />
        <div className="flex gap-2">
          <FormatSelect format={format} onChoose={choose} />
          <Button type="submit" look="strong" className="h-12 px-5">
            <Icon name="arrow" /> Download
          </Button>
        </div>
      </div>
      <OutcomeNotes outcome={outcome} />
      {isOver && <DropVeil />}
    </form>
  );
}
