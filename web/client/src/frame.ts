import type { Download } from './generated/schemas.ts';

/** What the service says on a socket. */
export type Frame =
  | { readonly type: 'status'; readonly data: Download }
  | { readonly type: 'pong' }
  | { readonly type: 'error'; readonly code: string; readonly message: string };

/** The frame, or null where it is none of those known here: a newer service may say more. */
export function parseFrame(text: string): Frame | null {
  let value: Partial<Frame> | null;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  switch (value?.type) {
    case 'status':
      return typeof value.data?.version === 'number' ? (value as Frame) : null;
    case 'pong':
    case 'error':
      return value as Frame;
    default:
      return null;
  }
}
