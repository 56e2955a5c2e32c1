import { expect, test } from 'vitest';
import { aDownload, aTally } from '../testing/downloads.ts';
import {
  downloadOf,
  emptyShelf,
  failures,
  overallProgress,
  put,
  replace,
  type Shelf,
  strike,
} from './shelf.ts';

const seen = (changes: Parameters<typeof aDownload>[0], ticket = 1) => ({
  download: aDownload(changes),
  ticket,
});
const shelfOf = (...all: Parameters<typeof aDownload>[0][]): Shelf =>
  all.reduce((shelf, changes) => put(shelf, seen(changes)), emptyShelf);

test('keeps the newest version, whichever way it came', () => {
  const shelf = shelfOf({ jobId: 'a', version: 5, progress: 50 });
  expect(put(shelf, seen({ jobId: 'a', version: 4, progress: 40 }, 9))).toBe(shelf);
  expect(put(shelf, seen({ jobId: 'a', version: 5, progress: 40 }, 9))).toBe(shelf);
  const newer = put(shelf, seen({ jobId: 'a', version: 6, progress: 60 }));
  expect(downloadOf(newer, 'a')?.progress).toBe(60);
});

test('lets another epoch replace what is shown, when it was asked for later', () => {
  const shelf = put(emptyShelf, seen({ jobId: 'a', version: 5, epoch: 'one' }, 3));
  expect(put(shelf, seen({ jobId: 'a', version: 9, epoch: 'two' }, 3))).toBe(shelf);
  const restored = put(shelf, seen({ jobId: 'a', version: 1, epoch: 'two' }, 4));
  expect(downloadOf(restored, 'a')?.version).toBe(1);
});

test('sorts newest first, what is on its way apart from what has ended', () => {
  const shelf = shelfOf(
    { jobId: '1', status: 'completed' },
    { jobId: '3', status: 'queued' },
    { jobId: '2', status: 'processing' },
    { jobId: '4', status: 'failed' },
  );
  expect(shelf.activeIds).toEqual(['3', '2']);
  expect(shelf.finishedIds).toEqual(['4', '1']);
});

test('keeps its lists through a tick, and changes them at an end and at a retry', () => {
  const shelf = shelfOf({ jobId: 'a', version: 1 });
  const ticked = put(shelf, seen({ jobId: 'a', version: 2 }));
  expect(ticked.activeIds).toBe(shelf.activeIds);
  const failed = put(ticked, seen({ jobId: 'a', version: 3, status: 'failed' }));
  expect(failed).toMatchObject({ activeIds: [], finishedIds: ['a'] });
  const retried = put(failed, seen({ jobId: 'a', version: 4, status: 'queued' }));
  expect(retried).toMatchObject({ activeIds: ['a'], finishedIds: [] });
});

test('never brings a deleted one back', () => {
  const struck = strike(shelfOf({ jobId: 'a', version: 1 }), 'a');
  expect(struck.activeIds).toEqual([]);
  expect(put(struck, seen({ jobId: 'a', version: 9 }, 9))).toBe(struck);
});

test('lets a page take the place of what was seen before', () => {
  const shelf = shelfOf(
    { jobId: '4', version: 7 },
    { jobId: '3' },
    { jobId: '2', status: 'completed', version: 5 },
    { jobId: '1', status: 'completed' },
  );
  const live = put(shelf, seen({ jobId: '3', version: 2, progress: 30 }, 5));
  const page = [
    seen({ jobId: '4', version: 6 }, 6),
    seen({ jobId: '2', status: 'completed', version: 3, epoch: 'two' }, 6),
  ];
  const replaced = replace(live, page, 5);
  expect(replaced).toMatchObject({ activeIds: ['4', '3'], finishedIds: ['2'] });
  expect(downloadOf(replaced, '4')?.version).toBe(7);
  expect(downloadOf(replaced, '2')?.epoch).toBe('two');
  expect(replace(live, page, 0).finishedIds).toEqual(['2', '1']);
});

test('tells the progress of all that is on its way', () => {
  expect(overallProgress(emptyShelf)).toBeNull();
  expect(
    overallProgress(shelfOf({ jobId: 'a', progress: 25 }, { jobId: 'b', progress: 50.5 })),
  ).toBe(37);
  expect(overallProgress(shelfOf({ jobId: 'a', progress: 100, status: 'completed' }))).toBeNull();
});

test('keeps what is in a list out of the others, in the order of the list', () => {
  const shelf = shelfOf(
    { jobId: 'p', list: aTally() },
    { jobId: 'q3', parentId: 'p' },
    { jobId: 'q1', parentId: 'p', status: 'completed' },
    { jobId: 'q2', parentId: 'p', status: 'failed' },
  );
  expect(shelf).toMatchObject({ activeIds: ['p'], finishedIds: [] });
  expect(shelf.childIds.get('p')).toEqual(['q1', 'q2', 'q3']);
  const ended = put(shelf, seen({ jobId: 'q3', parentId: 'p', version: 2, status: 'failed' }));
  expect(ended.childIds).toBe(shelf.childIds);
});

test('takes a deleted list away with all that is in it', () => {
  const shelf = shelfOf({ jobId: 'p', list: aTally() }, { jobId: 'q', parentId: 'p' });
  const struck = strike(shelf, 'p');
  expect([struck.activeIds, struck.sightings.size, struck.childIds.size]).toEqual([[], 0, 0]);
  expect(put(struck, seen({ jobId: 'q', parentId: 'p', version: 9 }))).toBe(struck);
});

test('a page in place of what was seen before brings its own lists', () => {
  const shelf = shelfOf({ jobId: 'p', list: aTally() }, { jobId: 'q', parentId: 'p' });
  const page = [seen({ jobId: 'p', list: aTally() }, 6), seen({ jobId: 'r', parentId: 'p' }, 6)];
  expect(replace(shelf, page, 5).childIds.get('p')).toEqual(['r']);
});

test('counts what has failed, by the tally of a list', () => {
  const shelf = shelfOf(
    { jobId: 'a', status: 'failed' },
    { jobId: 'b', status: 'processing', list: aTally({ failed: 2 }) },
    { jobId: 'c', status: 'failed', list: aTally({ failed: 4 }) },
    { jobId: 'd', status: 'failed', list: aTally() },
    { jobId: 'e', status: 'failed', parentId: 'b' },
  );
  expect(failures(shelf)).toBe(8);
});
