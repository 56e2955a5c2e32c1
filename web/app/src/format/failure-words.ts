import type { Download, ErrorCode } from '@fetchlight/client';

/** The class of a failure in a word or two. */
export const FAILURES: Readonly<Record<ErrorCode, string>> = {
  unsupported_url: 'Not supported',
  not_found: 'Gone',
  upcoming: 'Not yet',
  forbidden: 'Not allowed',
  login_required: 'Needs a login',
  geo_blocked: 'Not in this country',
  rate_limited: 'Asked to slow down',
  engine_outdated: 'Server out of date',
  network: 'Network',
  stalled: 'Stalled',
  timeout: 'Took too long',
  blocked_address: 'Blocked address',
  too_large: 'Too large',
  too_long: 'Too long',
  no_space: 'Disk full',
  disk_failed: 'Disk trouble',
  interrupted: 'Interrupted',
  internal: 'Our mistake',
};

/** What is wrong: in a sentence, and of which class where that is known. */
export interface Trouble {
  readonly sentence: string;
  readonly kind: string | null;
  /** It is tried again by itself. */
  readonly isPassing: boolean;
}

/** Why a download failed, or why its last try did where another one comes. */
export function troubleOf({ status, nextTryAt, error, errorCode }: Download): Trouble | null {
  if (status !== 'failed' && !nextTryAt) return null;
  return {
    sentence: error ?? 'It did not work.',
    kind: errorCode && FAILURES[errorCode],
    isPassing: status !== 'failed',
  };
}

/** Whether the link leads to a list that was not asked for as one; the sentence offers that. */
export function isListAsVideo({ status, error }: Download): boolean {
  return status === 'failed' && (error ?? '').includes('Ask for the whole list');
}

/** What a button told when it did not work. */
export function refusal(sentence: string | null): Trouble | null {
  return sentence === null ? null : { sentence, kind: null, isPassing: false };
}
