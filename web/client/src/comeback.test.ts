import { beforeEach, describe, expect, test } from 'vitest';
import { AConnection } from './testing/a-connection.ts';
import type { FakeWorld } from './testing/fake-world.ts';

let tested: AConnection;
let world: FakeWorld;
const open = () => world.newest.hello();
const comesBackIn = (ms: number) => {
  const tries = world.sockets.length;
  world.pass(ms - 1);
  expect(world.sockets).toHaveLength(tries);
  world.pass(1);
  expect(world.sockets).toHaveLength(tries + 1);
};

beforeEach(() => {
  tested = new AConnection();
  world = tested.world;
});

describe('waiting', () => {
  test('doubles from 1 s to 30 s', () => {
    expect(tested.failures(8)).toEqual([1e3, 2e3, 4e3, 8e3, 16e3, 30e3, 30e3, 30e3]);
  });

  test('is a random part of that', () => {
    world.chance = 0.25;
    expect(tested.failures(5)).toEqual([500, 500, 1e3, 2e3, 4e3]);
  });

  test('starts over after 10 s of life and a frame', () => {
    tested.failures(4);
    open();
    world.pass(10_000);
    expect(tested.failures(2)).toEqual([1e3, 2e3]);
  });

  test('goes on growing after a shorter life', () => {
    tested.failures(3);
    open();
    world.pass(9_999);
    expect(tested.failures(1)).toEqual([8e3]);
  });

  test.each(['on an open socket', 'on one just opened'])(
    'is as long as a close says, %s',
    (when) => {
      if (when === 'on an open socket') open();
      world.newest.closes(1001, 'the server goes away, come back in 2345 ms');
      comesBackIn(2_345);
      expect(tested.failures(1)).toEqual([2e3]);
    },
  );

  test('is as long as the service said before it went', () => {
    tested.failures(3);
    open();
    world.newest.says({ type: 'bye', retryAfterMs: 1_234 });
    world.pass(200);
    world.newest.closes(1001);
    comesBackIn(1_034);
    expect(tested.failures(1)).toEqual([16e3]);
  });
});

describe('before it was ever live', () => {
  test('it is connecting, and says so when five tries have failed', () => {
    const since = world.now();
    tested.failures(4);
    expect(tested.state).toEqual({ phase: 'connecting', since, isOffline: false });
    tested.failures(1);
    expect(tested.state).toEqual({ phase: 'connecting', since, isOffline: true });
    open();
    expect(tested.state).toEqual({ phase: 'live', transport: 'socket' });
  });
});

describe('stale', () => {
  test('since the connection was lost, offline after five failures in a row, still trying', () => {
    open();
    world.pass(5_000);
    const since = world.now();
    tested.failures(4);
    expect(tested.state).toEqual({ phase: 'stale', since, isOffline: false });
    tested.failures(2);
    expect(tested.state).toEqual({ phase: 'stale', since, isOffline: true });
  });

  test('since it was heard last, where it fell silent', () => {
    open();
    world.pass(7_000);
    world.newest.says({ type: 'pong' });
    const since = world.now();
    world.pass(33_000);
    expect(tested.state).toEqual({ phase: 'stale', since, isOffline: false });
  });
});
