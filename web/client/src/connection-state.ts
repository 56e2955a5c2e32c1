export type Transport = 'socket' | 'stream';

/**
 * How a connection stands. Times are milliseconds since 1970.
 * `connecting`: never live yet. `live`: what it brings is the newest. `stale`: it was live, and what
 * is known is as of `since`. `isOffline`: five failures in a row, still trying. `closed`: the service
 * ended it, all is said. `error`: it was refused for good.
 */
export type ConnectionState =
  | { readonly phase: 'connecting'; readonly since: number; readonly isOffline: boolean }
  | { readonly phase: 'live'; readonly transport: Transport }
  | { readonly phase: 'stale'; readonly since: number; readonly isOffline: boolean }
  | { readonly phase: 'closed' }
  | { readonly phase: 'error'; readonly code: number; readonly message: string };

const REFUSALS: Readonly<Record<number, string>> = {
  1008: 'The service refused the connection.',
  4400: 'The service did not understand this page.',
  4401: 'Sign in to watch downloads.',
  4403: 'This page may not watch downloads of that service.',
  4404: 'There is no such download.',
  4429: 'Too many pages watch downloads at once.',
};

/** Whether this close code means that coming back is of no use. */
export function isFinal(code: number): boolean {
  return code === 1000 || code === 1008 || (code >= 4400 && code <= 4499);
}

/** The state after a final close code; the service's own words come first. */
export function finalState(code: number, message: string | null = null): ConnectionState {
  if (code === 1000) return { phase: 'closed' };
  const words = message ?? REFUSALS[code] ?? 'The connection was refused.';
  return { phase: 'error', code, message: words };
}

/** Whether it has ended and does not try again by itself. */
export function isFinished({ phase }: ConnectionState): boolean {
  return phase === 'closed' || phase === 'error';
}
