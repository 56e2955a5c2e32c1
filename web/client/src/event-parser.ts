/** One event of a `text/event-stream`, or a sign of life in between: a comment has neither name nor data. */
export interface StreamEvent {
  readonly name: string;
  readonly data: string;
}

const LINE_END = /\r\n|\n|\r(?!$)/; // a \r at the end may be half of a \r\n

/** Reads a `text/event-stream` as it comes, in pieces of any size. */
export class EventParser {
  readonly #onEvent: (event: StreamEvent) => void;
  readonly #onRetry: (ms: number) => void;
  #rest = '';
  #name = '';
  #data: string[] = [];

  constructor(onEvent: (event: StreamEvent) => void, onRetry: (ms: number) => void) {
    this.#onEvent = onEvent;
    this.#onRetry = onRetry;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split(LINE_END);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
  }

  #read(line: string): void {
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (line === '') this.#finish();
    else if (field === '') this.#onEvent({ name: '', data: '' });
    if (field === 'event') this.#name = value;
    if (field === 'data') this.#data.push(value);
    if (field === 'retry' && /^\d+$/.test(value)) this.#onRetry(Number(value));
  }

  #finish(): void {
    const event = { name: this.#name || 'message', data: this.#data.join('\n') };
    this.#name = '';
    this.#data = [];
    if (event.data !== '') this.#onEvent(event);
  }
}
