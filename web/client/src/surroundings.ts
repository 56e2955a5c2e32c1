import { EventStream } from './event-stream.ts';

/** The part of a WebSocket that is used here; browsers, the `ws` package and event streams have it. */
export interface SocketLike {
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason?: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(text: string): void;
  close(): void;
}

/** What a connection needs of the world; tests hand in clocks and sockets of their own. */
export interface Surroundings {
  openSocket(url: string): SocketLike;
  /** A stream of server-sent events; `lastEventId` is what was had of it before. */
  openStream(url: string, lastEventId: string | null): SocketLike;
  /** Milliseconds since 1970. */
  now(): number;
  /** 0 to 1, without the 1. */
  random(): number;
  /** Runs it once after so many milliseconds; the answer calls it off. */
  after(ms: number, run: () => void): () => void;
  /**
   * Calls `wake` when a connection is worth a try: the network is back, or somebody looks; `doubt`
   * when the network says that it is gone, which need not hold for the way to the service.
   */
  onWake(wake: () => void, doubt?: () => void): () => void;
}

/** The real world of a browser; without a document (Node) nothing ever wakes. */
export const browserSurroundings: Surroundings = {
  openSocket: (url) => new WebSocket(url) as SocketLike,
  openStream: (url, lastEventId) => new EventStream(url, lastEventId),
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  onWake(wake, doubt = () => {}) {
    if (typeof document === 'undefined') return () => {};
    const whenVisible = () => {
      if (document.visibilityState === 'visible') wake();
    };
    window.addEventListener('online', wake);
    window.addEventListener('offline', doubt);
    document.addEventListener('visibilitychange', whenVisible);
    return () => {
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', doubt);
      document.removeEventListener('visibilitychange', whenVisible);
    };
  },
};
