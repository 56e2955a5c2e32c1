import type { Sighting } from '@fetchlight/client';

/** The ids of each list's own by the list's id, in the order of the list. */
export type ChildIds = ReadonlyMap<string, readonly string[]>;

/** With one more, at the place that its id, which sorts by time, gives it. */
export function withChild(childIds: ChildIds, parentId: string, jobId: string): ChildIds {
  const known = childIds.get(parentId) ?? [];
  const at = known.findLastIndex((other) => other < jobId) + 1;
  return new Map(childIds).set(parentId, known.toSpliced(at, 0, jobId));
}

export function allChildIds(sightings: Iterable<Sighting>): ChildIds {
  const all = new Map<string, string[]>();
  for (const { download } of sightings) {
    if (download.parentId === null) continue;
    const known = all.get(download.parentId);
    if (known) known.push(download.jobId);
    else all.set(download.parentId, [download.jobId]);
  }
  for (const ids of all.values()) ids.sort();
  return all;
}
