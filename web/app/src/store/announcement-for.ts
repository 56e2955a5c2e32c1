import type { ConnectionState, Download } from '@fetchlight/client';
import { formatTime } from '../format/numbers.ts';
import { titleOf } from '../format/title.ts';

const MILESTONES = [75, 50, 25];

/**
 * What of a change is worth a word: the end, and of what was asked for here also the start, each
 * wait and each quarter. Null where nothing is; what is in a list is told of by the list.
 */
export function announcementFor(
  before: Download | undefined,
  after: Download,
  isOwn: boolean,
): string | null {
  if (!before || before.epoch !== after.epoch || after.parentId !== null) return null;
  if (standing(before) !== standing(after)) return standingWords(after, isOwn);
  if (after.status !== 'processing' || !isOwn) return null;
  const passed = MILESTONES.find((mark) => before.progress < mark && after.progress >= mark);
  return passed ? `${passed} percent: ${titleOf(after)}` : null;
}

function standing({ status, paused, nextTryAt }: Download): string {
  return `${status} ${paused} ${nextTryAt}`;
}

function standingWords(after: Download, isOwn: boolean): string | null {
  const title = titleOf(after);
  switch (after.status) {
    case 'processing':
      return isOwn ? `Started: ${title}` : null;
    case 'completed':
      return `Finished: ${title}`;
    case 'failed':
      return `Failed: ${title}. ${after.error ?? ''}`.trimEnd();
    case 'cancelled':
      return `Cancelled: ${title}`;
    case 'queued':
      return isOwn ? waitWords(after, title) : null;
  }
}

function waitWords({ paused, nextTryAt, error }: Download, title: string): string {
  if (paused) return `Paused: ${title}`;
  if (!nextTryAt) return `Waiting for its turn: ${title}`;
  return `Next try at ${formatTime(nextTryAt)}: ${title}. ${error ?? ''}`.trimEnd();
}

/** A lost connection is worth a word once it lasts, and then so is its return. */
export function connectionNews(last: string | null, state: ConnectionState): string | null {
  if (state.phase === 'error') return state.message;
  if ('isOffline' in state && state.isOffline) return 'No connection. Trying again.';
  return last !== null && state.phase === 'live' ? 'Connected again.' : null;
}
