import { beforeEach, expect, test } from 'vitest';
import { aTally } from '../testing/downloads.ts';
import { aDownload, aVisit } from '../testing/fake-service.ts';

let visit: ReturnType<typeof aVisit>;
const page = (items: string[], nextCursor: string | null) => ({
  items: items.map((jobId) => aDownload({ jobId, parentId: 'p' })),
  nextCursor,
});
const first = 'GET /api/history?parent=p&limit=200';

beforeEach(async () => {
  visit = aVisit();
  visit.service.history(aDownload({ jobId: 'p', list: aTally() }));
  await visit.store.visit.load();
  visit.service.will(first, 200, page(['q3', 'q2'], 'q2'));
  visit.service.will(`${first}&cursor=q2`, 200, page(['q1'], null));
});

test('reads all of a list', async () => {
  await visit.store.downloads.history.readList('p', new AbortController().signal);
  expect(visit.shelf().childIds.get('p')).toEqual(['q1', 'q2', 'q3']);
  expect(visit.shelf().activeIds).toEqual(['p']);
});

test('reads no further than it is wanted', async () => {
  await visit.store.downloads.history.readList('p', AbortSignal.abort());
  expect(visit.shelf().childIds.get('p')).toEqual(['q2', 'q3']);
});
