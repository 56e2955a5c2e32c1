import type { SocketLike } from '../surroundings.ts';

/** A socket or a stream whose other side is the test. */
export class FakeSocket implements SocketLike {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason?: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly sent: string[] = [];
  isDropped = false;
  readonly url: string;
  /** Of an event stream only. */
  readonly lastEventId: string | null;

  constructor(url: string, lastEventId: string | null = null) {
    this.url = url;
    this.lastEventId = lastEventId;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.isDropped = true;
  }

  says(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** The first words on `/ws` and of the feed's stream. */
  hello(epoch = 'one'): void {
    this.says({ type: 'hello', epoch });
  }

  closes(code = 1006, reason = ''): void {
    this.onclose?.({ code, reason });
  }
}
