import { createApi, createWatches, type Download } from '@fetchlight/client';
import { createStore } from '../store/store.ts';
import { aDownload, FakeWorld } from './downloads.ts';

type Answer = { readonly status: number; readonly body?: object | string };

/** The REST side of a service whose answers the test sets; a call without one finds nobody there. */
export class FakeService {
  readonly calls: string[] = [];
  /** What was sent along, by call; the newest last. */
  readonly sent: unknown[] = [];
  readonly #answers = new Map<string, Answer>();

  constructor() {
    this.will('GET /api/session', 200, { tokenRequired: false, authenticated: false });
    this.history();
  }

  /** @param call with its query where that matters */
  will(call: string, status: number, body?: object | string): void {
    this.#answers.set(call, body === undefined ? { status } : { status, body });
  }

  history(...items: Download[]): void {
    this.will('GET /api/history', 200, { items, nextCursor: null });
  }

  isSilent(): void {
    this.#answers.clear();
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const whole = `${init?.method} ${String(input)}`;
    const call = whole.replace(/\?.*/, '');
    this.calls.push(call);
    if (typeof init?.body === 'string') this.sent.push(JSON.parse(init.body));
    const answer = this.#answers.get(whole) ?? this.#answers.get(call);
    if (!answer) throw new TypeError('nobody there');
    const { body, status } = answer;
    return new Response(typeof body === 'object' ? JSON.stringify(body) : (body ?? null), {
      status,
    });
  };
}

export const problem = (status: number, code: string, detail: string) => ({
  ...{ type: 'about:blank', title: code, status, code, detail },
});

/** A page's store before a fake service in a fake world. */
export function aVisit() {
  const world = new FakeWorld();
  const service = new FakeService();
  const store = createStore(
    createApi({ fetch: service.fetch }),
    createWatches('http://here', world),
    world,
  );
  return { world, service, store, shelf: () => store.downloads.shelf.value };
}

export { aDownload };
