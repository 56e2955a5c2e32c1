import type { Page, Request, WebSocket } from '@playwright/test';
import type { Download } from './service.ts';

/** A socket that the page opened, with every text frame on it. */
export interface SocketRecord {
  readonly url: string;
  readonly sent: string[];
  readonly received: string[];
  open: boolean;
}

declare global {
  interface Window {
    closeCodes: number[];
  }
}

/** What goes over the network between one page and the world, from before the page is opened. */
export class Wire {
  readonly sockets: SocketRecord[] = [];
  readonly requests: Request[] = [];
  readonly violations: string[] = [];
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
    page.on('request', (request) => this.requests.push(request));
    page.on('websocket', (socket) => this.#record(socket));
    page.on('pageerror', (error) => this.violations.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) {
        this.violations.push(message.text());
      }
    });
  }

  static async tap(page: Page): Promise<Wire> {
    const wire = new Wire(page);
    await page.addInitScript(() => {
      window.closeCodes = [];
      window.WebSocket = class extends WebSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, protocols);
          this.addEventListener('close', ({ code }) => window.closeCodes.push(code));
        }
      };
    });
    return wire;
  }

  /** The downloads in all status frames so far, in order. */
  get statuses(): Download[] {
    return this.sockets.flatMap((socket) => statusesOf(socket));
  }

  /** Paths of the GETs to the API so far. */
  get apiReads(): string[] {
    return this.requests
      .filter((request) => request.method() === 'GET')
      .map((request) => new URL(request.url()).pathname)
      .filter((path) => path.startsWith('/api/'));
  }

  /** Addresses of other servers that the page asked for something. */
  foreign(origin: string): string[] {
    const own = new URL(origin).host;
    return this.requests
      .map((request) => new URL(request.url()))
      .filter(({ protocol, host }) => /^(http|ws)s?:$/.test(protocol) && host !== own)
      .map(String);
  }

  /** The codes that the page's sockets were closed with. */
  closeCodes(): Promise<number[]> {
    return this.#page.evaluate(() => window.closeCodes);
  }

  #record(socket: WebSocket): void {
    const record: SocketRecord = { url: socket.url(), sent: [], received: [], open: true };
    this.sockets.push(record);
    socket.on('framesent', ({ payload }) => record.sent.push(String(payload)));
    socket.on('framereceived', ({ payload }) => record.received.push(String(payload)));
    socket.on('close', () => {
      record.open = false;
    });
  }
}

export function statusesOf(socket: SocketRecord | undefined): Download[] {
  return (socket?.received ?? [])
    .map((text) => JSON.parse(text) as { type: string; data: Download })
    .filter((frame) => frame.type === 'status')
    .map((frame) => frame.data);
}
