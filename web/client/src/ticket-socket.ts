import type { SocketLike } from './surroundings.ts';

const LOST = 1006;
const NOT_AUTHORISED = 4401;

/** A socket that gets itself a ticket first, which it needs to be let in. */
export class TicketSocket implements SocketLike {
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  #socket: SocketLike | null = null;
  #isClosed = false;

  /** @param open opens the real one with a ticket */
  constructor(getTicket: () => Promise<string>, open: (ticket: string) => SocketLike) {
    getTicket().then(
      (ticket) => this.#begin(open, ticket),
      (error: unknown) => this.onclose?.({ code: isRefusal(error) ? NOT_AUTHORISED : LOST }),
    );
  }

  send(text: string): void {
    this.#socket?.send(text);
  }

  close(): void {
    this.#isClosed = true;
    this.#socket?.close();
  }

  #begin(open: (ticket: string) => SocketLike, ticket: string): void {
    if (this.#isClosed) return;
    const socket = open(ticket);
    socket.onmessage = (event) => this.onmessage?.(event);
    socket.onclose = (event) => this.onclose?.(event);
    socket.onerror = (event) => this.onerror?.(event);
    this.#socket = socket;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 401;
}
