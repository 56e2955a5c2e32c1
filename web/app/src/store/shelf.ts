import { type Download, isNewer, isTerminal, type Sighting } from '@fetchlight/client';

/** Every download the page knows, each in its newest state. Values never change; changes make new ones. */
export interface Shelf {
  readonly sightings: ReadonlyMap<string, Sighting>;
  /** Deleted ones, so that a late frame cannot bring them back. */
  readonly removed: ReadonlySet<string>;
  /** Ids, newest first; the same array until one comes, goes or changes sides. */
  readonly activeIds: readonly string[];
  readonly finishedIds: readonly string[];
}

export const emptyShelf: Shelf = {
  sightings: new Map(),
  removed: new Set(),
  activeIds: [],
  finishedIds: [],
};

/** The shelf with what was seen; the same shelf where that is no news. */
export function put(shelf: Shelf, seen: Sighting): Shelf {
  const { jobId } = seen.download;
  const shown = shelf.sightings.get(jobId);
  if (shelf.removed.has(jobId) || !isNewer(seen, shown)) return shelf;
  const sightings = new Map(shelf.sightings).set(jobId, seen);
  const staysPut = shown && isTerminal(shown.download) === isTerminal(seen.download);
  return staysPut ? { ...shelf, sightings } : sorted({ ...shelf, sightings });
}

/** The shelf with this page of sightings in place of all that was seen with a ticket under `since`. */
export function replace(shelf: Shelf, page: readonly Sighting[], since: number): Shelf {
  const told = new Set(page.map(({ download }) => download.jobId));
  const kept = [...shelf.sightings].filter(([id, { ticket }]) => ticket >= since || told.has(id));
  if (kept.length === shelf.sightings.size) return page.reduce(put, shelf);
  return page.reduce(put, sorted({ ...shelf, sightings: new Map(kept) }));
}

/** The shelf without a download that was deleted. */
export function strike(shelf: Shelf, jobId: string): Shelf {
  const sightings = new Map(shelf.sightings);
  sightings.delete(jobId);
  return sorted({ ...shelf, sightings, removed: new Set(shelf.removed).add(jobId) });
}

export function downloadOf(shelf: Shelf, jobId: string): Download | undefined {
  return shelf.sightings.get(jobId)?.download;
}

/** Percent over all that is on its way, or null when nothing is. */
export function overallProgress(shelf: Shelf): number | null {
  const shares = shelf.activeIds.map((jobId) => downloadOf(shelf, jobId)?.progress ?? 0);
  if (shares.length === 0) return null;
  return Math.floor(shares.reduce((sum, share) => sum + share, 0) / shares.length);
}

function sorted(shelf: Shelf): Shelf {
  // UUIDs of version 7 sort by the time they were made.
  const newestFirst = [...shelf.sightings.keys()].sort((a, b) => (a < b ? 1 : -1));
  const isFinished = (jobId: string) =>
    isTerminal(downloadOf(shelf, jobId) ?? { status: 'queued' });
  return {
    ...shelf,
    activeIds: newestFirst.filter((jobId) => !isFinished(jobId)),
    finishedIds: newestFirst.filter(isFinished),
  };
}
