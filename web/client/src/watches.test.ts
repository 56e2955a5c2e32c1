import { beforeEach, expect, test, vi } from 'vitest';
import { aStatus } from './testing/downloads.ts';
import { FakeWorld } from './testing/fake-world.ts';
import type { Watches } from './watch.ts';
import { createWatches } from './watches.ts';

let world: FakeWorld;
let watches: Watches;

const told = () => world.newest.sent.map((text): unknown => JSON.parse(text));
const one = (jobId: string) => watches.watch(jobId).getSnapshot();
function listenTo(...jobIds: string[]) {
  const leaves = jobIds.map((jobId) => watches.watch(jobId).subscribe(() => {}));
  world.pass(0);
  return () => {
    for (const leave of leaves) leave();
  };
}
function comeBack(epoch = 'one') {
  world.newest.closes();
  world.pass(2_000);
  world.newest.hello(epoch);
}

beforeEach(() => {
  world = new FakeWorld();
  watches = createWatches('http://here', world);
});

test('jobs are asked for once the service has said hello, together', () => {
  listenTo('a', 'b');
  expect(told()).toEqual([]);
  world.newest.hello();
  expect(told()).toEqual([{ type: 'subscribe', jobIds: ['a', 'b'] }]);
  listenTo('a', 'c', 'd');
  expect(told().slice(1)).toEqual([{ type: 'subscribe', jobIds: ['c', 'd'] }]);
  expect(world.sockets).toHaveLength(1);
});

test('jobs are told apart, and end without an end of the connection', () => {
  listenTo('a', 'b');
  world.newest.hello();
  world.newest.says(aStatus({ jobId: 'a', status: 'completed' }));
  expect(one('a').seen?.download.status).toBe('completed');
  expect(one('a').connection).toEqual({ phase: 'live', transport: 'socket' });
  expect(one('b').seen).toBeNull();
});

test('jobs that nobody listens to any more are taken back after a moment', () => {
  const leave = listenTo('a');
  listenTo('b');
  world.newest.hello();
  leave();
  listenTo('a')();
  world.pass(999);
  expect(told()).toHaveLength(1);
  world.pass(1);
  expect(told()[1]).toEqual({ type: 'unsubscribe', jobIds: ['a'] });
  listenTo('a');
  expect(told()[2]).toEqual({ type: 'subscribe', jobIds: ['a'] });
});

test('jobs are asked for again after a reconnect, only for what is newer', () => {
  listenTo('a', 'b');
  world.newest.hello();
  world.newest.says(aStatus({ jobId: 'a', version: 5 }));
  comeBack();
  expect(told()).toEqual([{ type: 'subscribe', jobIds: ['a', 'b'], have: { a: 5 } }]);
  comeBack('two');
  expect(told()).toEqual([{ type: 'subscribe', jobIds: ['a', 'b'] }]);
});

test('jobs that join before the hello of a new connection wait for it', () => {
  listenTo('a');
  world.newest.hello();
  world.newest.closes();
  world.pass(1_000);
  world.newest.says({ type: 'pong' });
  listenTo('b');
  expect(told()).toEqual([]);
});

test('jobs that are gone say so, and the others go on', () => {
  listenTo('a', 'b');
  world.newest.hello();
  world.newest.says({ type: 'removed', jobId: 'a' });
  expect(one('a').connection).toMatchObject({ phase: 'error', code: 4404 });
  expect(one('b').connection.phase).toBe('live');
});

test('jobs that are too many say so', () => {
  listenTo('a', 'b');
  world.newest.hello();
  world.newest.says(aStatus({ jobId: 'a' }));
  world.newest.says({ type: 'error', code: 'too_many_jobs', message: 'At most 1,000.' });
  expect(one('a').connection.phase).toBe('live');
  expect(one('b').connection).toMatchObject({ phase: 'error', message: 'At most 1,000.' });
});

test('jobs too many for one frame are asked for in several', () => {
  const ids = Array.from({ length: 400 }, (_, i) => `0193b8a0-0000-7000-8000-${i + 1e11}`);
  listenTo(...ids);
  world.newest.hello();
  for (const jobId of ids) world.newest.says(aStatus({ jobId, version: 2 ** 53 - 1 }));
  comeBack();
  expect(Math.max(...world.newest.sent.map(({ length }) => length))).toBeLessThan(16 * 1024);
  const asked = told() as { jobIds: string[]; have: object }[];
  expect(asked.flatMap(({ jobIds }) => jobIds)).toEqual(ids);
  expect(asked.flatMap(({ have }) => Object.keys(have))).toEqual(ids);
});

test('to look at the connection does not open it', () => {
  const look = vi.fn();
  const stop = watches.connection.subscribe(look);
  expect(watches.connection.getSnapshot().phase).toBe('connecting');
  expect(world.sockets).toHaveLength(0);
  listenTo('a');
  world.newest.closes(4429);
  expect(watches.connection.getSnapshot()).toMatchObject({ phase: 'error', code: 4429 });
  listenTo('b');
  expect(world.sockets).toHaveLength(2);
  const seen = look.mock.calls.length;
  stop();
  world.newest.hello();
  expect(look).toHaveBeenCalledTimes(seen);
});
