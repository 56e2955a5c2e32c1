import { beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionState } from './connection-state.ts';
import { openingOf } from './opening.ts';
import { ReconnectingConnection } from './reconnecting-connection.ts';
import { FakeWorld } from './testing/fake-world.ts';

let world: FakeWorld;
let states: ConnectionState[];
let connection: ReconnectingConnection;

const state = () => states.at(-1);
const closeWith = (code: number) => world.newest.closes(code);
const open = () => world.newest.hello();

beforeEach(() => {
  world = new FakeWorld();
  states = [];
  const at = { baseUrl: 'http://here', socketPath: '/ws', streamPath: '/api/events' };
  connection = new ReconnectingConnection(openingOf(world, at), world, {
    onFrame() {},
    onState: (next) => states.push(next),
  });
  connection.start();
});

/** Lets tries fail, of both transports, until so many have; answers the waits between them. */
function failures(count: number): number[] {
  return Array.from({ length: count }, () => {
    closeWith(1006);
    if (world.newest.url.startsWith('http:')) closeWith(1006);
    const before = world.now();
    const tries = world.sockets.length;
    while (world.sockets.length === tries) world.pass(500);
    return world.now() - before;
  });
}

describe('coming back', () => {
  test.each([1001, 1005, 1006, 1009, 1011, 1012, 1013])('after %i', (code) => {
    open();
    closeWith(code);
    expect(state()?.phase).toBe('stale');
    world.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });

  test.each([1008, 4400, 4401, 4403, 4404, 4429, 4499])('never after %i', (code) => {
    open();
    closeWith(code);
    world.wake();
    world.pass(3_600_000);
    expect(world.sockets).toHaveLength(1);
    expect(state()).toMatchObject({ phase: 'error', code });
    expect(world.sleepers + world.pendingTimers).toBe(0);
  });

  test('never after 1000, which is a good end', () => {
    open();
    closeWith(1000);
    world.pass(3_600_000);
    expect(world.sockets).toHaveLength(1);
    expect(state()).toEqual({ phase: 'closed' });
  });

  test('after 10 s without a first frame', () => {
    const first = world.newest;
    world.pass(10_000);
    expect(first.isDropped).toBe(true);
    world.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });
});

describe('waiting', () => {
  test('doubles from 1 s to 30 s', () => {
    expect(failures(8)).toEqual([1e3, 2e3, 4e3, 8e3, 16e3, 30e3, 30e3, 30e3]);
  });

  test('is a random part of that', () => {
    world.chance = 0.25;
    expect(failures(5)).toEqual([500, 500, 1e3, 2e3, 4e3]);
  });

  test('starts over after 10 s of life and a frame', () => {
    failures(4);
    open();
    world.pass(10_000);
    expect(failures(2)).toEqual([1e3, 2e3]);
  });

  test('goes on growing after a shorter life', () => {
    failures(3);
    open();
    world.pass(9_999);
    expect(failures(1)).toEqual([8e3]);
  });

  test('is as long as the service said before it went', () => {
    failures(3);
    open();
    world.newest.says({ type: 'bye', retryAfterMs: 1_234 });
    world.pass(200);
    closeWith(1001);
    const tries = world.sockets.length;
    world.pass(1_033);
    expect(world.sockets).toHaveLength(tries);
    world.pass(1);
    expect(world.sockets).toHaveLength(tries + 1);
    expect(failures(1)).toEqual([16e3]);
  });
});

describe('before it was ever live', () => {
  test('it is connecting, and says so when five tries have failed', () => {
    const since = world.now();
    failures(4);
    expect(state()).toEqual({ phase: 'connecting', since, isOffline: false });
    failures(1);
    expect(state()).toEqual({ phase: 'connecting', since, isOffline: true });
    open();
    expect(state()).toEqual({ phase: 'live', transport: 'socket' });
  });
});

describe('stale', () => {
  test('since the connection was lost, offline after five failures in a row, still trying', () => {
    open();
    world.pass(5_000);
    const since = world.now();
    failures(4);
    expect(state()).toEqual({ phase: 'stale', since, isOffline: false });
    failures(2);
    expect(state()).toEqual({ phase: 'stale', since, isOffline: true });
  });

  test('since it was heard last, where it fell silent', () => {
    open();
    world.pass(7_000);
    world.newest.says({ type: 'pong' });
    const since = world.now();
    world.pass(33_000);
    expect(state()).toEqual({ phase: 'stale', since, isOffline: false });
  });
});

describe('waking', () => {
  test('retries at once', () => {
    failures(6);
    closeWith(1006);
    closeWith(1006);
    const tries = world.sockets.length;
    world.wake();
    expect(world.sockets).toHaveLength(tries + 1);
    world.pass(9_999);
    expect(world.sockets).toHaveLength(tries + 1);
  });

  test('leaves a try that is under way alone', () => {
    world.wake();
    expect(world.sockets).toHaveLength(1);
  });

  test('asks a connection that seems to stand', () => {
    open();
    world.wake();
    expect(world.newest.sent).toEqual(['ping']);
  });
});

describe('the heartbeat', () => {
  beforeEach(open);

  test('pings every 30 s', () => {
    for (let minute = 0; minute < 4; minute += 1) {
      world.pass(30_000);
      world.newest.says({ type: 'pong' });
    }
    expect(world.newest.sent).toEqual(['ping', 'ping', 'ping', 'ping']);
    expect(world.sockets).toHaveLength(1);
  });

  test('drops a connection that stays silent for 10 s', () => {
    const first = world.newest;
    world.pass(39_999);
    expect(first.isDropped).toBe(false);
    world.pass(1);
    expect(first.isDropped).toBe(true);
    expect(state()?.phase).toBe('stale');
    world.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });

  test('ends with the socket', () => {
    connection.stop();
    expect(world.newest.isDropped).toBe(true);
    expect(world.sleepers + world.pendingTimers).toBe(0);
  });
});
