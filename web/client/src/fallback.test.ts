import { beforeEach, describe, expect, test } from 'vitest';
import { AConnection } from './testing/a-connection.ts';
import type { FakeWorld } from './testing/fake-world.ts';

const STREAM = 'https://here/api/events';
const SOCKET = 'wss://here/ws';
let tested: AConnection;
let world: FakeWorld;

const tried = () => world.sockets.map(({ url }) => url);

beforeEach(() => {
  tested = new AConnection();
  world = tested.world;
});

function failTwice() {
  world.newest.closes();
  world.pass(1_000);
  world.newest.closes();
}

test('one failed upgrade does not lead to the stream', () => {
  world.newest.closes();
  world.pass(1_000);
  world.newest.hello();
  world.newest.closes();
  world.pass(2_000);
  world.newest.closes();
  expect(tried()).toEqual([SOCKET, SOCKET, SOCKET]);
});

test('a second one leads to it at once', () => {
  failTwice();
  expect(tried()).toEqual([SOCKET, SOCKET, STREAM]);
  world.newest.hello();
  expect(tested.state).toEqual({ phase: 'live', transport: 'stream' });
  expect(tested.frames.map(({ type }) => type)).toEqual(['hello']);
});

test('a service that is down gets a socket first at every try', () => {
  failTwice();
  world.newest.closes();
  world.pass(2_000);
  expect(tried().slice(3)).toEqual([SOCKET]);
  world.newest.closes();
  expect(tried().slice(3)).toEqual([SOCKET, STREAM]);
});

test.each([
  [4401, 'Sign in'],
  [4403, 'may not watch'],
])('a stream that is refused (%i) ends the looking', (code, words) => {
  failTwice();
  world.newest.closes(code);
  expect(tested.state).toMatchObject({
    phase: 'error',
    code,
    message: expect.stringContaining(words),
  });
  expect(world.sleepers + world.pendingTimers).toBe(0);
});

describe('while the stream stands in', () => {
  beforeEach(() => {
    failTwice();
    world.newest.hello();
  });
  const stream = () => world.sockets[2];

  /** Time in which the stream gives its signs of life. */
  function live(ms: number) {
    for (let passed = 0; passed < ms; passed += 15_000) {
      world.pass(15_000);
      stream()?.onmessage?.({ data: '' });
    }
  }

  test('a socket is looked for every five minutes', () => {
    live(600_000 - 15_000);
    expect(tried().slice(3)).toEqual([SOCKET]);
    world.newest.closes();
    expect(tested.state).toEqual({ phase: 'live', transport: 'stream' });
    live(300_000);
    expect(tried().slice(3)).toEqual([SOCKET, SOCKET]);
    expect(stream()?.isDropped).toBe(false);
  });

  test('a wake looks at once, and what is found takes over without a gap', () => {
    world.wake();
    world.wake();
    expect(tried().slice(3)).toEqual([SOCKET]);
    expect(stream()?.isDropped).toBe(false);
    world.newest.hello();
    expect(stream()?.isDropped).toBe(true);
    expect(tested.state).toEqual({ phase: 'live', transport: 'socket' });
    tested.connection.send({ type: 'unsubscribe', feed: 'all' });
    expect(world.newest.sent).toHaveLength(1);
    expect(world.pendingTimers).toBe(1); // the heartbeat of the socket
  });

  test('its comments keep it, however they fall, and 50 s of silence end it', () => {
    world.pass(12_000);
    stream()?.onmessage?.({ data: '' });
    live(60_000);
    expect(stream()?.isDropped).toBe(false);
    world.pass(50_000);
    expect(stream()?.isDropped).toBe(true);
    expect(tested.state?.phase).toBe('stale');
  });

  test('an end lets go of the scout too', () => {
    world.wake();
    tested.connection.stop();
    expect(world.sockets.slice(2).map(({ isDropped }) => isDropped)).toEqual([true, true]);
    expect(world.sleepers + world.pendingTimers).toBe(0);
  });
});
