import { type Api, drawTicket, type HistoryQuery, type Sighting } from '@fetchlight/client';
import type { Cell } from './cell.ts';
import { put, replace, type Shelf } from './shelf.ts';

/**
 * What is in no list, for the rest is shown with its list; as many as the feed brings finished ones,
 * so that neither knows much that the other does not.
 */
const NEWEST = { parent: 'none', limit: 100 };
/** A list is read to its end: the service's largest pages are the fewest. */
const LIST_PAGE_SIZE = 200;

/** Reads the pages of history onto the shelf. */
export class History {
  readonly #shelf: Cell<Shelf>;
  readonly #read: Api['history'];

  constructor(shelf: Cell<Shelf>, read: Api['history']) {
    this.#shelf = shelf;
    this.#read = read;
  }

  /**
   * Reads the newest page, which takes the place of all that was seen with a ticket under `since`;
   * answers with the cursor of the next, or null.
   */
  async readNewest(since: number): Promise<string | null> {
    const { page, nextCursor } = await this.#readPage(NEWEST);
    this.#shelf.set(replace(this.#shelf.value, page, since));
    return nextCursor;
  }

  /** Reads one older page. */
  readOlder(cursor: string): Promise<string | null> {
    return this.#readOn({ ...NEWEST, cursor });
  }

  /** Reads all downloads of one list, until called off. */
  async readList(parent: string, signal: AbortSignal): Promise<void> {
    let cursor = await this.#readOn({ parent, limit: LIST_PAGE_SIZE });
    while (cursor !== null && !signal.aborted) {
      cursor = await this.#readOn({ parent, limit: LIST_PAGE_SIZE, cursor });
    }
  }

  async #readOn(query: HistoryQuery): Promise<string | null> {
    const { page, nextCursor } = await this.#readPage(query);
    this.#shelf.set(page.reduce(put, this.#shelf.value));
    return nextCursor;
  }

  async #readPage(query: HistoryQuery) {
    const ticket = drawTicket();
    const { items, nextCursor } = await this.#read(query);
    return { page: items.map((download): Sighting => ({ download, ticket })), nextCursor };
  }
}
