import { type Download, isNewer, isTerminal, type Sighting } from '@fetchlight/client';
import { allChildIds, type ChildIds, withChild } from './child-ids.ts';

/** Every download the page knows, each in its newest state. Values never change; changes make new ones. */
export interface Shelf {
  readonly sightings: ReadonlyMap<string, Sighting>;
  /** Deleted ones, so that a late frame cannot bring them back. */
  readonly removed: ReadonlySet<string>;
  /** Ids of those in no list, newest first; the same array until one comes, goes or changes sides. */
  readonly activeIds: readonly string[];
  readonly finishedIds: readonly string[];
  readonly childIds: ChildIds;
}

export const emptyShelf: Shelf = {
  sightings: new Map(),
  removed: new Set(),
  activeIds: [],
  finishedIds: [],
  childIds: new Map(),
};

/** The shelf with what was seen; the same shelf where that is no news. */
export function put(shelf: Shelf, seen: Sighting): Shelf {
  const { jobId, parentId } = seen.download;
  const shown = shelf.sightings.get(jobId);
  if (shelf.removed.has(jobId) || !isNewer(seen, shown)) return shelf;
  const next = { ...shelf, sightings: new Map(shelf.sightings).set(jobId, seen) };
  if (parentId !== null) {
    return shown ? next : { ...next, childIds: withChild(shelf.childIds, parentId, jobId) };
  }
  const staysPut = shown && isTerminal(shown.download) === isTerminal(seen.download);
  return staysPut ? next : sorted(next);
}

/** The shelf with this page of sightings in place of all that was seen with a ticket under `since`. */
export function replace(shelf: Shelf, page: readonly Sighting[], since: number): Shelf {
  const told = new Set(page.map(({ download }) => download.jobId));
  const kept = [...shelf.sightings].filter(([id, { ticket }]) => ticket >= since || told.has(id));
  if (kept.length === shelf.sightings.size) return page.reduce(put, shelf);
  return page.reduce(put, arranged({ ...shelf, sightings: new Map(kept) }));
}

/** The shelf without a download that was deleted, and without its own where it was a list. */
export function strike(shelf: Shelf, jobId: string): Shelf {
  const gone = [jobId, ...(shelf.childIds.get(jobId) ?? [])];
  const removed = new Set([...shelf.removed, ...gone]);
  if (!gone.some((id) => shelf.sightings.has(id))) return { ...shelf, removed };
  const sightings = new Map(shelf.sightings);
  for (const id of gone) sightings.delete(id);
  return arranged({ ...shelf, sightings, removed });
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

/** How many have failed, those in lists too. */
export function failures(shelf: Shelf): number {
  const own = [...shelf.activeIds, ...shelf.finishedIds].map((jobId) => {
    const { status, list } = downloadOf(shelf, jobId) ?? { status: 'queued', list: null };
    return Math.max(list?.failed ?? 0, status === 'failed' ? 1 : 0);
  });
  return own.reduce((sum, count) => sum + count, 0);
}

function arranged(shelf: Shelf): Shelf {
  return sorted({ ...shelf, childIds: allChildIds(shelf.sightings.values()) });
}

function sorted(shelf: Shelf): Shelf {
  const own = [...shelf.sightings.values()]
    .map(({ download }) => download)
    .filter(({ parentId }) => parentId === null)
    // UUIDs of version 7 sort by the time they were made.
    .sort((a, b) => (a.jobId < b.jobId ? 1 : -1));
  return {
    ...shelf,
    activeIds: own.filter((each) => !isTerminal(each)).map(({ jobId }) => jobId),
    finishedIds: own.filter(isTerminal).map(({ jobId }) => jobId),
  };
}
