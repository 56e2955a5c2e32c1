import { type FormEvent, useRef } from 'react';
import { DropVeil } from './drop-veil.tsx';
import { FormBar } from './form-bar.tsx';
import { LinkField } from './link-field.tsx';
import { limitOf, listOf } from './list-limit.ts';
import { OptionPanel } from './option-panel.tsx';
import { OutcomeNotes } from './outcome-notes.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { useOptions } from './use-options.ts';
import { usePreview } from './use-preview.ts';
import { useDrop, useStrayPaste } from './use-stray-text.ts';
import { useSubmission } from './use-submission.ts';

/** The way in: links by paste, by hand or by drop, several at once, and in which form they are wanted. */
export function LinkForm() {
  const field = useRef<HTMLTextAreaElement>(null);
  const panel = useRef<HTMLDetailsElement>(null);
  const state = useOptions();
  const { look, picks, lookAt, isListOf, close } = usePreview(state.extras);
  const { text, type, outcome, submit } = useSubmission(state, () => unfold(panel.current));
  const typeAnew = (typed: string) => {
    type(typed);
    close();
  };
  const send = (lines: string) => {
    const isList = isListOf(lines);
    const limit = limitOf(state.extras);
    if (isList && !limit && picks.chosen === 0) return;
    void submit(lines, isList ? listOf(limit, picks) : undefined);
    close();
  };
  const isOver = useDrop(send);
  useStrayPaste((pasted) => {
    typeAnew(pasted);
    field.current?.focus();
  });
  const sendText = (event?: FormEvent) => {
    event?.preventDefault();
    field.current?.focus(); // unless something has to be mended elsewhere
    send(text);
  };
  return (
    <form aria-label="New download" onSubmit={sendText}>
      <FormBar state={state} isLooking={look.phase === 'looking'} onPreview={() => lookAt(text)}>
        <LinkField
          field={field}
          text={text}
          isInvalid={outcome.refused.length > 0}
          onText={typeAnew}
          onSubmit={sendText}
        />
      </FormBar>
      <OutcomeNotes outcome={outcome} />
      <PreviewPanel
        look={look}
        format={state.options.format}
        picks={picks}
        state={state}
        onFormat={(format) => state.choose({ format })}
        onList={() => lookAt(text, true)}
        onClose={close}
        onDownload={sendText}
      />
      <OptionPanel panel={panel} state={state} />
      {isOver && <DropVeil />}
    </form>
  );
}

/** Shows what is wrong in the options. */
function unfold(panel: HTMLDetailsElement | null): void {
  if (!panel) return;
  panel.open = true;
  panel.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
