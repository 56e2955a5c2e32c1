import { expect, test } from 'vitest';
import { aDownload, aQueue } from '../testing/downloads.ts';
import { aVisit } from '../testing/fake-service.ts';
import { announcementFor } from './announcement-for.ts';

type Change = Parameters<typeof aDownload>[0];
const at = (changes: Change) => aDownload(changes);

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

test('tells of a wait, and why', () => {
  const own = (before: Change, after: Change) => announcementFor(at(before), at(after), true);
  const queued = { status: 'queued', stage: null } as const;
  expect(own(queued, { ...queued, paused: true })).toBe('Paused: media.example/watch/1');
  expect(own({ ...queued, paused: true }, queued)).toMatch(/^Waiting for its turn/);
  const nextTryAt = new Date(2026, 0, 2, 14, 3).toISOString();
  const postponed = { ...queued, nextTryAt, error: 'No answer came.' };
  expect(own({}, postponed)).toMatch(/^Next try at .*2:?.*03.*: media.example.* No answer came\.$/);
  expect(announcementFor(at({}), at(postponed), false)).toBeNull();
});

test('leaves what is in a list to the list', () => {
  const child = { parentId: 'p' };
  expect(announcementFor(at(child), at({ ...child, status: 'completed' }), true)).toBeNull();
});

test('tells what holds the queue up, once', () => {
  const { store } = aVisit();
  const { queue } = store.live;
  const sites = [
    { site: 'a.example', login: false, until: new Date().toISOString(), reason: 'Slow.' },
  ];
  queue.set(aQueue({ sites }));
  queue.set(aQueue({ sites, waitingForSpace: true }));
  queue.set(aQueue());
  queue.set(aQueue({ sites }));
  expect(store.notices.cell.value.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^a\.example asked for a rest until/),
    expect.stringMatching(/^Waiting for disk space/),
    expect.stringMatching(/^a\.example/),
  ]);
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
