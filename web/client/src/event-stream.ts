import { EventParser, type StreamEvent } from './event-parser.ts';
import type { SocketLike } from './surroundings.ts';

const LOST = 1006;

/**
 * A stream of server-sent events with the face of a socket that takes no messages. It is read with
 * fetch: an EventSource hides the status of a refusal, the comments and the time to come back.
 */
export class EventStream implements SocketLike {
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  readonly #abort = new AbortController();

  /** @param lastEventId what was had of it before, so that the service need not say it again */
  constructor(url: string, lastEventId: string | null) {
    this.#read(url, lastEventId).then(
      (code) => this.onclose?.({ code }),
      () => this.onclose?.({ code: LOST }),
    );
  }

  send(): void {}

  close(): void {
    this.#abort.abort();
  }

  async #read(url: string, lastEventId: string | null): Promise<number> {
    const answer = await fetch(url, {
      headers: {
        Accept: 'text/event-stream',
        ...(lastEventId !== null && { 'Last-Event-ID': lastEventId }),
      },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: this.#abort.signal,
    });
    const kind = answer.headers.get('Content-Type') ?? '';
    if (answer.status !== 200 || !answer.body || !kind.startsWith('text/event-stream')) {
      this.#abort.abort(); // whatever the body is, nobody reads it
      return closeCodeOf(answer.status, kind);
    }
    const parser = new EventParser(
      (event) => this.onmessage?.({ data: frameOf(event) }),
      (ms) => this.onmessage?.({ data: JSON.stringify({ type: 'bye', retryAfterMs: ms }) }),
    );
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return LOST;
      parser.push(value);
    }
  }
}

/** The close code that a socket would have had; a refusal counts only in the service's own words. */
function closeCodeOf(status: number, kind: string): number {
  if (status === 204) return 1000;
  const isRefusal = [401, 403, 404].includes(status) && kind.startsWith('application/problem+json');
  return isRefusal ? 4000 + status : LOST;
}

/** The frame that a socket would have brought; the text of a status is left as it is. */
function frameOf({ name, data }: StreamEvent): string {
  if (name === 'status') return `{"type":"status","data":${data}}`;
  return data.replace(/^\s*\{/, `{"type":${JSON.stringify(name)},`);
}
