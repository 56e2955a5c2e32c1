import { useCallback, useState } from 'react';
import { titleOf } from '../../format/title.ts';
import { useStore } from '../../store/store.ts';
import { type Outcome, submitLines } from './submit-lines.ts';
import type { OptionState } from './use-options.ts';
import type { Wanted } from './wishes.ts';

const nothing: Outcome = { added: [], known: [], refused: [] };

/** The state of the form: its text, what became of the last submit, and how to submit. */
export function useSubmission({ wishes, takeExtras }: OptionState, onWrongOptions: () => void) {
  const { actions, notices } = useStore();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState(nothing);

  const submit = async (lines: string, list?: Pick<Wanted, 'list' | 'items'>) => {
    if (lines.trim() === '') return;
    if ('problems' in wishes) {
      setText(lines);
      onWrongOptions();
      return;
    }
    // The form is free at once: what is typed while this one is on its way is the next.
    setText('');
    const putExtrasBack = takeExtras();
    const next = await submitLines(lines, { ...wishes.wanted, ...list }, actions);
    setOutcome(next);
    // What did not work comes back into the field, to be mended.
    const refused = next.refused.map(({ line }) => line);
    setText((typed) => [...refused, typed].filter((line) => line !== '').join('\n'));
    if (refused.length > 0) putExtrasBack();
    notices.say(wordsFor(next));
  };

  const type = useCallback((next: string) => {
    setText(next);
    setOutcome(nothing);
  }, []);

  return { text, type, outcome, submit };
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
