import { beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionState } from './connection-state.ts';
import { ReconnectingSocket } from './reconnecting-socket.ts';
import { FakeWorld } from './testing/fake-world.ts';

let world: FakeWorld;
let states: ConnectionState[];
let socket: ReconnectingSocket;

const state = () => states.at(-1);
const closeWith = (code: number) => world.newest.onclose?.({ code });
const open = () => world.newest.onopen?.();

beforeEach(() => {
  world = new FakeWorld();
  states = [];
  socket = new ReconnectingSocket('ws://here/ws', world, {
    onOpening() {},
    onText() {},
    onState: (next) => states.push(next),
  });
  socket.start();
});

/** Lets tries fail until so many have; answers the waits between them. */
function failures(count: number): number[] {
  return Array.from({ length: count }, () => {
    closeWith(1006);
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
    expect(state()?.phase).toBe('connecting');
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

  test('after an opening that takes 10 s', () => {
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
    world.newest.says({ type: 'pong' });
    world.pass(10_000);
    expect(failures(2)).toEqual([1e3, 2e3]);
  });

  test('goes on growing after a shorter life', () => {
    failures(3);
    open();
    world.newest.says({ type: 'pong' });
    world.pass(9_999);
    expect(failures(1)).toEqual([8e3]);
  });

  test('goes on growing after a life without a frame', () => {
    failures(3);
    open();
    world.pass(20_000);
    expect(failures(1)).toEqual([8e3]);
  });
});

describe('offline', () => {
  test('is said after five failures in a row, since the connection was lost, and goes on trying', () => {
    open();
    world.pass(5_000);
    const lostAt = world.now();
    failures(4);
    expect(state()).toEqual({ phase: 'connecting', since: lostAt });
    closeWith(1006);
    expect(state()).toEqual({ phase: 'offline', since: lostAt });
    world.pass(16_000);
    expect(world.sockets).toHaveLength(6);
    expect(state()).toEqual({ phase: 'offline', since: lostAt });
    open();
    expect(state()).toEqual({ phase: 'connected' });
  });
});

describe('waking', () => {
  test('retries at once', () => {
    failures(6);
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
    expect(state()?.phase).toBe('connecting');
    world.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });

  test('ends with the socket', () => {
    socket.stop();
    expect(world.newest.isDropped).toBe(true);
    expect(world.sleepers + world.pendingTimers).toBe(0);
  });
});
