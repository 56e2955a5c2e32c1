import { createApi, createWatches, type Download } from '@fetchlight/client';
import { createStore } from '../store/store.ts';
import { aDownload, FakeWorld } from './downloads.ts';

type Answer = { readonly status: number; readonly body?: object };

/** The REST side of a service whose answers the test sets; a call without one finds nobody there. */
export class FakeService {
  readonly calls: string[] = [];
  readonly #answers = new Map<string, Answer>();

  constructor() {
    this.will('GET /api/session', 200, { tokenRequired: false, authenticated: false });
    this.history();
  }

  will(call: string, status: number, body?: object): void {
    this.#answers.set(call, body ? { status, body } : { status });
  }

  history(...items: Download[]): void {
    this.will('GET /api/history', 200, { items, nextCursor: null });
  }

  isSilent(): void {
    this.#answers.clear();
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const call = `${init?.method} ${String(input).replace(/\?.*/, '')}`;
    this.calls.push(call);
    const answer = this.#answers.get(call);
    if (!answer) throw new TypeError('nobody there');
    const text = answer.body ? JSON.stringify(answer.body) : null;
    return new Response(text, { status: answer.status });
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
