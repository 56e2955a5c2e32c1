import type { ConnectionState } from './connection-state.ts';
import type { ServerFrame } from './frame.ts';

/** How one connection went. */
export interface ConnectionEnd {
  /** The close code, where the other side gave one. */
  readonly code: number | null;
  /** Until when all was heard, in milliseconds since 1970; null where it never opened. */
  readonly liveUntil: number | null;
  /** It lived for 10 s and brought a frame. */
  readonly healthy: boolean;
  /** It stood well and was cut without a word, as servers in front do with idle ones. */
  readonly wasCut: boolean;
  /** The last words of a service that refused. */
  readonly refusal: string | null;
  /** In how many milliseconds a service that went away asked to come back. */
  readonly retryAfterMs: number | null;
}

export interface ConnectionEvents {
  /** The first frame is there: a proxy may well let an upgrade pass and keep the frames. */
  onOpen(): void;
  onFrame(frame: ServerFrame): void;
  onEnd(end: ConnectionEnd): void;
}

/** Who listens to one that comes back: `onState` for each change, `onFrame` for each frame after it. */
export interface LiveEvents {
  onState(state: ConnectionState): void;
  onFrame(frame: ServerFrame): void;
}
