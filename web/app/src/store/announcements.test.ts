import { expect, test } from 'vitest';
import { aDownload } from '../testing/downloads.ts';
import { aVisit } from '../testing/fake-service.ts';
import { announcementFor } from './announcements.ts';

const at = (changes: Parameters<typeof aDownload>[0]) => aDownload(changes);

test.each([
  ['queued', 'processing', 'Started: media.example/watch/1'],
  ['processing', 'completed', 'Finished: media.example/watch/1'],
  ['processing', 'cancelled', 'Cancelled: media.example/watch/1'],
  ['failed', 'queued', 'Waiting for its turn: media.example/watch/1'],
] as const)('tells of %s to %s', (from, to, words) => {
  expect(announcementFor(at({ status: from }), at({ status: to }), true)).toBe(words);
});

test('tells why it failed', () => {
  const failed = at({ status: 'failed', error: 'The site asks for a login.' });
  expect(announcementFor(at({}), failed, true)).toMatch(/^Failed: .*The site asks for a login\.$/);
});

test('tells each quarter once', () => {
  const steps = [0, 10, 24.9, 25, 30, 49, 80, 99.9].map((progress) => at({ progress }));
  const said = steps.map((after, index) => announcementFor(steps[index - 1], after, true));
  expect(said.filter(Boolean)).toEqual([
    '25 percent: media.example/watch/1',
    '75 percent: media.example/watch/1',
  ]);
});

test('is silent about what was there when the page opened', () => {
  expect(announcementFor(undefined, at({ status: 'completed' }), true)).toBeNull();
});

test('tells only the end of what was asked for elsewhere', () => {
  const steps = [
    at({ status: 'queued' }),
    at({ progress: 10 }),
    at({ progress: 80 }),
    at({ status: 'completed' }),
  ];
  const said = steps.map((after, index) => announcementFor(steps[index - 1], after, false));
  expect(said).toEqual([null, null, null, 'Finished: media.example/watch/1']);
});

test('tells of a connection once it stays away, and once of its return', () => {
  const { store } = aVisit();
  const { connection } = store.live;
  const live = { phase: 'live', transport: 'socket' } as const;
  const stale = { phase: 'stale', since: 0, isOffline: false } as const;
  const states = [live, stale, live, stale, { ...stale, isOffline: true }];
  for (const state of states) connection.set(state);
  const said = () => store.notices.cell.value.map(({ text }) => text);
  expect(said()).toEqual(['No connection. Trying again.']);
  connection.set({ ...stale, isOffline: true });
  connection.set(live);
  connection.set({ ...live });
  expect(said()).toEqual(['No connection. Trying again.', 'Connected again.']);
  connection.set({ phase: 'error', code: 4429, message: 'Too many.' });
  expect(said().at(-1)).toBe('Too many.');
});
