import type { KeyboardEvent, RefObject } from 'react';

interface LinkFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly isInvalid: boolean;
  readonly onText: (text: string) => void;
  readonly onSubmit: () => void;
}

const MOST_ROWS = 6;

/** Where links go, one a line. Enter submits, Shift+Enter starts a new line. */
export function LinkField({ field, text, isInvalid, onText, onSubmit }: LinkFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <textarea
      ref={field}
      aria-label="Links to download, one a line"
      aria-invalid={isInvalid}
      aria-describedby={isInvalid ? 'link-problems' : undefined}
      placeholder="Paste a link"
      rows={Math.min(MOST_ROWS, text.split('\n').length)}
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKeyDown}
      // biome-ignore lint/a11y/noAutofocus: the field is what the page is for
      autoFocus
      autoCapitalize="none"
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      inputMode="url"
      enterKeyHint="go"
      className="min-w-0 flex-1 resize-none overflow-x-auto bg-transparent whitespace-pre [scrollbar-width:none] px-4 py-3 leading-6 outline-none placeholder:text-muted"
    />
  );
}
