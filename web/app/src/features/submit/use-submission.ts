import type { Format } from '@fetchlight/client';
import { useCallback, useState } from 'react';
import { titleOf } from '../../format/title.ts';
import { useStore } from '../../store/store.ts';
import { type Outcome, submitLines } from './submit-lines.ts';

const nothing: Outcome = { added: [], known: [], refused: [] };

/** The state of the form: its text, what became of the last submit, and how to submit. */
export function useSubmission(format: Format) {
  const { downloads, notices } = useStore();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState(nothing);
  const [isBusy, setBusy] = useState(false);

  const submit = useCallback(
    async (lines: string) => {
      if (lines.trim() === '') return;
      setBusy(true);
      const next = await submitLines(lines, format, downloads);
      setBusy(false);
      setOutcome(next);
      // What did not work stays in the field, to be mended.
      setText(next.refused.map(({ line }) => line).join('\n'));
      notices.say(wordsFor(next));
    },
    [downloads, notices, format],
  );

  const type = useCallback((next: string) => {
    setText(next);
    setOutcome(nothing);
  }, []);

  return { text, type, outcome, isBusy, submit };
}

function wordsFor({ added, known, refused }: Outcome): string {
  const [first] = added;
  return [
    first &&
      (added.length === 1 ? `Added: ${titleOf(first)}.` : `Added ${added.length} downloads.`),
    known.length > 0 && `${known.length} already there.`,
    ...refused.map(({ line, problem }) => `${line}: ${problem}`),
  ]
    .filter(Boolean)
    .join(' ');
}
