import type { Extras } from './options.ts';
import { splitLinks } from './split-links.ts';
import { useLook } from './use-look.ts';
import { usePicks } from './use-picks.ts';
import { secretsOf } from './wishes.ts';

/** The look at the link in the form, and what is picked of the list behind it. */
export function usePreview(extras: Extras) {
  const { look, open, refuse, close } = useLook();
  const picks = usePicks(look.phase === 'seen' ? look.preview : null);

  const lookAt = (text: string, asList = false) => {
    const url = onlyLinkIn(text);
    if (url === null) refuse('A preview takes one link.');
    else void open(url, asList, secretsOf(extras));
  };
  /** Whether the list that is shown is the one behind this text. */
  const isListOf = (text: string) =>
    look.phase === 'seen' && look.preview.isList && look.url === onlyLinkIn(text);

  return { look, picks, lookAt, isListOf, close };
}

function onlyLinkIn(text: string): string | null {
  const [piece, ...others] = splitLinks(text);
  return piece && 'url' in piece && others.length === 0 ? piece.url : null;
}
