import { beforeEach, describe, expect, test } from 'vitest';
import { AConnection } from './testing/a-connection.ts';
import type { FakeWorld } from './testing/fake-world.ts';

let tested: AConnection;
let world: FakeWorld;
const open = () => world.newest.hello();

beforeEach(() => {
  tested = new AConnection();
  world = tested.world;
});

describe('coming back', () => {
  test.each([1001, 1005, 1006, 1009, 1011, 1012, 1013])('after %i', (code) => {
    open();
    world.newest.closes(code);
    expect(tested.state?.phase).toBe('stale');
    world.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });

  test.each([1008, 4400, 4401, 4403, 4404, 4429, 4499])('never after %i', (code) => {
    open();
    world.newest.closes(code);
    world.wake();
    world.pass(3_600_000);
    expect(world.sockets).toHaveLength(1);
    expect(tested.state).toMatchObject({ phase: 'error', code });
    expect(world.sleepers + world.pendingTimers).toBe(0);
  });

  test('never after 1000, which is a good end', () => {
    open();
    world.newest.closes(1000);
    world.pass(3_600_000);
    expect(world.sockets).toHaveLength(1);
    expect(tested.state).toEqual({ phase: 'closed' });
  });

  test('after 10 s without a first frame', () => {
    const first = world.newest;
    world.pass(10_000);
    expect(first.isDropped).toBe(true);
    world.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });
});

describe('a connection that a server in front cuts', () => {
  const beginsAgain = () => {
    world.pass(1_000);
    world.newest.hello();
  };
  beforeEach(() => {
    open();
    world.pass(7_000);
  });

  test('is told of only where it does not come back', () => {
    const told = tested.states.length;
    world.newest.closes(1006);
    beginsAgain();
    const phases = tested.states.slice(told).map(({ phase }) => phase);
    expect(phases).toEqual(['live']);
    expect(world.pendingTimers).toBe(1);
  });

  test('is stale after 2 s', () => {
    world.newest.closes(1006);
    world.pass(1_999);
    expect(tested.state?.phase).toBe('live');
    world.pass(1);
    expect(tested.state?.phase).toBe('stale');
  });

  test('is stale at once where the next try fails', () => {
    world.newest.closes(1006);
    world.pass(1_000);
    world.newest.closes(1006);
    expect(tested.state?.phase).toBe('stale');
  });

  test.each([1001, 1012, 1013])('is stale at once where it was told to go: %i', (code) => {
    world.newest.closes(code);
    expect(tested.state?.phase).toBe('stale');
  });
});

describe('waking', () => {
  test('retries at once', () => {
    tested.failures(6);
    world.newest.closes();
    world.newest.closes();
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

  test('asks a connection that seems to stand, and gives it 5 s', () => {
    open();
    world.wake();
    expect(world.newest.sent).toEqual(['ping']);
    world.pass(4_999);
    expect(tested.state?.phase).toBe('live');
    world.pass(1);
    expect(tested.state?.phase).toBe('stale');
  });

  test('a network that is gone only asks', () => {
    open();
    world.doubt();
    expect(world.newest.sent).toEqual(['ping']);
    world.newest.closes();
    world.doubt();
    expect(world.sockets).toHaveLength(1);
  });
});

describe('the heartbeat', () => {
  beforeEach(open);

  test('pings every 8 s', () => {
    for (let time = 0; time < 4; time += 1) {
      world.pass(8_000);
      world.newest.says({ type: 'pong' });
    }
    expect(world.newest.sent).toEqual(['ping', 'ping', 'ping', 'ping']);
    expect(world.sockets).toHaveLength(1);
  });

  test('drops a connection that stays silent for 10 s', () => {
    const first = world.newest;
    world.pass(17_999);
    expect(first.isDropped).toBe(false);
    world.pass(1);
    expect(first.isDropped).toBe(true);
    expect(tested.state?.phase).toBe('stale');
    world.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });

  test('ends with the socket', () => {
    tested.connection.stop();
    expect(world.newest.isDropped).toBe(true);
    expect(world.sleepers + world.pendingTimers).toBe(0);
  });
});
