import type { Download, Queue } from './generated/schemas.ts';

/** Versions by job: what a client has, so that the service sends only what is newer. */
export type Have = Readonly<Record<string, number>>;

/** What a client says on `/ws`. */
export type ClientFrame =
  | { readonly type: 'subscribe'; readonly jobIds: readonly string[]; readonly have?: Have }
  | { readonly type: 'subscribe'; readonly feed: 'all'; readonly have?: Have }
  | { readonly type: 'unsubscribe'; readonly jobIds: readonly string[] }
  | { readonly type: 'unsubscribe'; readonly feed: 'all' };

/** What the service says, on a socket or in a stream of events. */
export type ServerFrame =
  | { readonly type: 'hello'; readonly epoch: string }
  | { readonly type: 'status'; readonly data: Download }
  | { readonly type: 'removed'; readonly jobId: string }
  | { readonly type: 'queue'; readonly data: Queue }
  | { readonly type: 'bye'; readonly retryAfterMs: number }
  | {
      readonly type: 'error';
      readonly code: string;
      readonly message: string;
      readonly jobId?: string;
    };

/** The frame, or null where it is none that asks for something here: a newer service may say more. */
export function parseFrame(text: string): ServerFrame | null {
  let value: Partial<ServerFrame> | null;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isFrame(value) ? value : null;
}

function isFrame(value: Partial<ServerFrame> | null): value is ServerFrame {
  switch (value?.type) {
    case 'hello':
      return typeof value.epoch === 'string';
    case 'status':
      return typeof value.data?.version === 'number';
    case 'removed':
      return typeof value.jobId === 'string';
    case 'queue':
      return typeof value.data?.workers === 'number';
    case 'bye':
      return typeof value.retryAfterMs === 'number';
    case 'error':
      return typeof value.code === 'string';
    default:
      return false;
  }
}
