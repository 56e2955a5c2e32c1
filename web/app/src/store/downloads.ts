import type { Api, Download, Sighting } from '@fetchlight/client';
import { Cell } from './cell.ts';
import { History } from './history.ts';
import { downloadOf, emptyShelf, put, strike } from './shelf.ts';

/** The downloads as the page knows them. */
export class Downloads {
  readonly shelf = new Cell(emptyShelf);
  /** Those that were asked for on this page. */
  readonly own = new Set<string>();
  readonly history: History;

  constructor(readHistory: Api['history']) {
    this.history = new History(this.shelf, readHistory);
  }

  /** What the page knows: what it shows first, newest first, then what is in lists. */
  get all(): Download[] {
    const { activeIds, finishedIds, childIds } = this.shelf.value;
    const ids = [...activeIds, ...finishedIds, ...[...childIds.values()].flat()];
    return ids.flatMap((id) => downloadOf(this.shelf.value, id) ?? []);
  }

  see(seen: Sighting): void {
    this.shelf.set(put(this.shelf.value, seen));
  }

  /** It was deleted. */
  strike(jobId: string): void {
    this.shelf.set(strike(this.shelf.value, jobId));
  }

  /** Forgets everything: somebody else may sign in. */
  clear(): void {
    this.shelf.set(emptyShelf);
  }
}
