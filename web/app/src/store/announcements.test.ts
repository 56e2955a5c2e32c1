import { expect, test } from 'vitest';
import { aDownload } from '../testing/downloads.ts';
import { aVisit } from '../testing/fake-service.ts';
import { announcementFor, connectionNews } from './announcements.ts';

const at = (changes: Parameters<typeof aDownload>[0]) => aDownload(changes);

test.each([
  ['queued', 'processing', 'Started: media.example/watch/1'],
  ['processing', 'completed', 'Finished: media.example/watch/1'],
  ['processing', 'cancelled', 'Cancelled: media.example/watch/1'],
  ['failed', 'queued', 'Waiting for its turn: media.example/watch/1'],
] as const)('tells of %s to %s', (from, to, words) => {
  expect(announcementFor(at({ status: from }), at({ status: to }))).toBe(words);
});

test('tells why it failed', () => {
  const failed = at({ status: 'failed', error: 'The site asks for a login.' });
  expect(announcementFor(at({}), failed)).toMatch(/^Failed: .*The site asks for a login\.$/);
});

test('tells each quarter once', () => {
  const steps = [0, 10, 24.9, 25, 30, 49, 80, 99.9].map((progress) => at({ progress }));
  const said = steps.map((after, index) => announcementFor(steps[index - 1], after));
  expect(said.filter(Boolean)).toEqual([
    '25 percent: media.example/watch/1',
    '75 percent: media.example/watch/1',
  ]);
});

test('is silent about what was there when the page opened', () => {
  expect(announcementFor(undefined, at({ status: 'completed' }))).toBeNull();
});

test('tells of a connection that stays away, and of its return', () => {
  const offline = { phase: 'offline', since: 0 } as const;
  const connected = { phase: 'connected' } as const;
  expect(connectionNews(connected, offline)).toMatch(/No connection/);
  expect(connectionNews(offline, { ...offline, since: 1 })).toBeNull();
  expect(connectionNews(offline, connected)).toMatch(/again/);
  expect(connectionNews({ phase: 'idle' }, connected)).toBeNull();
});

test('tells of the return also where the sockets come back one by one', () => {
  const { store } = aVisit();
  const { connection } = store.downloads;
  connection.set({ phase: 'connected' });
  connection.set({ phase: 'connecting', since: 0 });
  connection.set({ phase: 'offline', since: 0 });
  connection.set({ phase: 'connecting', since: 0 });
  connection.set({ phase: 'connected' });
  const said = store.notices.cell.value.map(({ text }) => text);
  expect(said).toEqual(['No connection. Trying again.', 'Connected again.']);
});
