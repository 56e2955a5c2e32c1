import type { Download } from '@fetchlight/client';
import type { Actions } from '../../store/actions.ts';
import { type Piece, splitLinks } from './split-links.ts';
import type { Wanted } from './wishes.ts';

const AT_ONCE = 4;

/** A line that made no download, and why. */
export type Refused = Extract<Piece, { problem: string }>;

/** What became of a pasted text. */
export interface Outcome {
  readonly added: readonly Download[];
  /** They were there already. */
  readonly known: readonly Download[];
  readonly refused: readonly Refused[];
}

/** Hands in every link of a text, one request each, a few at once; answers in the order of the lines. */
export async function submitLines(
  text: string,
  wanted: Wanted,
  actions: Pick<Actions, 'submit'>,
): Promise<Outcome> {
  const pieces = splitLinks(text);
  const answers: (Partial<Awaited<ReturnType<Actions['submit']>>> & Partial<Refused>)[] = [];
  let next = 0;
  const lane = async () => {
    while (next < pieces.length) {
      const index = next++;
      const piece = pieces[index] as Piece;
      answers[index] = 'url' in piece ? await handIn(piece.url, wanted, actions) : piece;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return {
    added: answers.flatMap(({ download, existing }) => (download && !existing ? [download] : [])),
    known: answers.flatMap(({ download, existing }) => (download && existing ? [download] : [])),
    refused: answers.flatMap(({ line, problem }) => (line && problem ? [{ line, problem }] : [])),
  };
}

async function handIn(url: string, wanted: Wanted, actions: Pick<Actions, 'submit'>) {
  try {
    return await actions.submit({ url, ...wanted });
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'That did not work.';
    return { line: url, problem };
  }
}
