import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DownloadSocket } from './download-socket.ts';
import { aStatus } from './testing/downloads.ts';
import { FakeWorld } from './testing/fake-world.ts';

let world: FakeWorld;
let socket: DownloadSocket;
const listener = vi.fn();

const shown = () => socket.getSnapshot().seen?.download;
const reopen = () => {
  world.newest.closes();
  world.pass(1_000);
};

beforeEach(() => {
  vi.clearAllMocks();
  world = new FakeWorld();
  socket = new DownloadSocket('http://here', '1', world);
});

test('does nothing before somebody listens', () => {
  expect(world.sockets).toHaveLength(0);
  expect(socket.getSnapshot()).toMatchObject({ seen: null, connection: { phase: 'connecting' } });
});

describe('frames', () => {
  beforeEach(() => {
    socket.subscribe(listener);
    world.newest.says(aStatus({ version: 5, progress: 50 }));
    listener.mockClear();
  });

  test('that are newer are shown', () => {
    world.newest.says(aStatus({ version: 6, progress: 60 }));
    expect(shown()?.progress).toBe(60);
    expect(listener).toHaveBeenCalledOnce();
  });

  test.each([4, 5])('of version %i, not newer, are dropped', (version) => {
    world.newest.says(aStatus({ version, progress: 1 }));
    expect(shown()?.progress).toBe(50);
    expect(listener).not.toHaveBeenCalled();
  });

  test('that are stale after a reconnect are dropped', () => {
    reopen();
    world.newest.says(aStatus({ version: 3, progress: 1 }));
    expect(shown()?.version).toBe(5);
  });

  test('of another epoch replace what is shown, on a newer connection', () => {
    reopen();
    world.newest.says(aStatus({ version: 2, epoch: 'two' }));
    expect(shown()).toMatchObject({ version: 2, epoch: 'two' });
  });

  test('of another epoch are dropped on the same connection', () => {
    world.newest.says(aStatus({ version: 9, epoch: 'two' }));
    expect(shown()).toMatchObject({ version: 5, epoch: 'one' });
  });

  test('that nobody knows are passed over', () => {
    world.newest.says({ type: 'hello', epoch: 'one' });
    world.newest.onmessage?.({ data: '{"type":"status"' });
    world.newest.onmessage?.({ data: 'null' });
    world.newest.says({ type: 'status' });
    expect(shown()?.version).toBe(5);
  });
});

test('tells the words of a refusal', () => {
  socket.subscribe(listener);
  world.newest.says({ type: 'error', code: 'not_found', message: 'It was deleted.' });
  world.newest.closes(4404);
  expect(socket.getSnapshot().connection).toEqual({
    phase: 'error',
    code: 4404,
    message: 'It was deleted.',
  });
});

test('goes on by the stream from what it had, where no socket gets through', () => {
  socket.subscribe(listener);
  expect(world.newest.url).toBe('ws://here/ws/download/1');
  world.newest.says(aStatus({ version: 5 }));
  world.newest.closes();
  for (const wait of [1_000, 2_000]) {
    world.pass(wait);
    world.newest.closes();
  }
  expect(world.newest.url).toBe('http://here/api/download/1/events');
  expect(world.newest.lastEventId).toBe('5');
  world.newest.says(aStatus({ version: 9, status: 'completed' }));
  expect(shown()?.status).toBe('completed');
  world.newest.closes();
  world.pass(8_000);
  world.newest.closes();
  expect(world.newest.lastEventId).toBe('9');
  world.newest.closes(1000);
  expect(socket.getSnapshot().connection).toEqual({ phase: 'closed' });
});

test('outlives its last listener by a moment', () => {
  const leave = socket.subscribe(listener);
  leave();
  world.pass(999);
  const leaveAgain = socket.subscribe(listener);
  world.pass(999);
  expect(world.newest.isDropped).toBe(false);
  leaveAgain();
  expect(world.sockets).toHaveLength(1);
  world.pass(1_000);
  expect(world.newest.isDropped).toBe(true);
});

test('connects anew for a listener that comes after the end', () => {
  socket.subscribe(listener);
  world.newest.closes(1000);
  expect(socket.getSnapshot().connection.phase).toBe('closed');
  socket.subscribe(() => {});
  expect(world.sockets).toHaveLength(2);
  expect(socket.getSnapshot().connection.phase).toBe('connecting');
});
