import type { NewLimit } from '@fetchlight/client';
import type { Extras } from './options.ts';
import type { Picks } from './use-picks.ts';
import type { Wanted } from './wishes.ts';

const MOST = 100_000;

/** How many entries of a list are wanted, as typed; nothing for all, or what is wrong. */
export function limitOf({ count }: Extras): NewLimit | string | undefined {
  const typed = count.trim();
  if (typed === '') return undefined;
  const first = Number(typed);
  return /^\d+$/.test(typed) && first >= 1 && first <= MOST
    ? { first }
    : 'Write a number of entries, such as 20.';
}

/** What to ask of a list: those within a limit, or those that were picked. */
export function listOf(
  limit: ReturnType<typeof limitOf>,
  picks: Pick<Picks, 'wanted'>,
): Pick<Wanted, 'list' | 'items' | 'limit'> {
  return limit && typeof limit !== 'string' ? { list: true, limit } : picks.wanted();
}
