import { type Preview, ProblemError } from '@fetchlight/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { FAILURES, type Trouble } from '../../format/failure-words.ts';
import { useStore } from '../../store/store.ts';
import { previewWords } from './preview-words.ts';
import type { Wanted } from './wishes.ts';

/** A look at what a link leads to, as one video or as a list. */
export type Look =
  | { readonly phase: 'none' }
  | { readonly phase: 'looking' }
  | { readonly phase: 'failed'; readonly trouble: Trouble }
  | {
      readonly phase: 'seen';
      readonly url: string;
      readonly asList: boolean;
      readonly preview: Preview;
    };

const NONE: Look = { phase: 'none' };

/** Looks at one link at a time; another look, or closing, calls the one before off. */
export function useLook() {
  const { actions, notices } = useStore();
  const [look, setLook] = useState<Look>(NONE);
  const last = useRef(new AbortController());

  const close = useCallback(() => {
    last.current.abort();
    setLook(NONE);
  }, []);

  const open = async (url: string, asList: boolean, secrets: Pick<Wanted, 'cookies' | 'login'>) => {
    last.current.abort();
    const mine = new AbortController();
    last.current = mine;
    setLook({ phase: 'looking' });
    notices.say('Looking at the link.');
    try {
      const wanted = { url, ...(asList && { list: true }), ...secrets };
      const preview = await actions.preview(wanted, mine.signal);
      if (mine.signal.aborted) return;
      setLook({ phase: 'seen', url, asList, preview });
      notices.say(previewWords(preview));
    } catch (error) {
      if (mine.signal.aborted) return;
      const trouble = troubleOf(error);
      setLook({ phase: 'failed', trouble });
      notices.say(trouble.sentence);
    }
  };

  const refuse = (sentence: string) => {
    last.current.abort();
    setLook({ phase: 'failed', trouble: { sentence, kind: null, isPassing: false } });
    notices.say(sentence);
  };

  useEffect(() => () => last.current.abort(), []);
  return { look, open, refuse, close };
}

function troubleOf(error: unknown): Trouble {
  const sentence = error instanceof Error ? error.message : 'That did not work.';
  const code = error instanceof ProblemError && error.status === 422 ? error.code : '';
  const [, kind = null] = Object.entries(FAILURES).find(([each]) => each === code) ?? [];
  return { sentence, kind, isPassing: false };
}
