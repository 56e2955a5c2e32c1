import { useCallback, useState } from 'react';
import { rememberedOptions, rememberOptions } from './memory.ts';
import { type Extras, NO_EXTRAS, type Options } from './options.ts';
import { wishesOf } from './wishes.ts';

export type OptionState = ReturnType<typeof useOptions>;

/** What is chosen: the options, which the browser remembers, and the extras of the next submit. */
export function useOptions() {
  const [options, setOptions] = useState(rememberedOptions);
  const [extras, setExtras] = useState(NO_EXTRAS);
  const choose = (change: Partial<Options>) => {
    const next = { ...options, ...change };
    setOptions(next);
    rememberOptions(next);
  };
  const add = (change: Partial<Extras>) => setExtras({ ...extras, ...change });
  /** Takes the extras out of the form; the answer puts them back where they are still missed. */
  const takeExtras = useCallback(() => {
    setExtras(NO_EXTRAS);
    return () => setExtras((typed) => (typed === NO_EXTRAS ? extras : typed));
  }, [extras]);
  return { options, choose, extras, add, takeExtras, wishes: wishesOf(options, extras) };
}
