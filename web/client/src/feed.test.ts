import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Download } from './generated/schemas.ts';
import { ProblemError } from './problem-error.ts';
import { aDownload, aQueue, aStatus } from './testing/downloads.ts';
import { FakeWorld } from './testing/fake-world.ts';
import type { FeedListener, Watches } from './watch.ts';
import { createWatches } from './watches.ts';

let world: FakeWorld;
let watches: Watches;
let shown: Download[];
const get = vi.fn<(jobId: string) => Promise<Download>>();
const listener = {
  known: () => shown,
  onSeen: vi.fn<FeedListener['onSeen']>(),
  onRemoved: vi.fn<FeedListener['onRemoved']>(),
  onQueue: vi.fn<NonNullable<FeedListener['onQueue']>>(),
  onGap: vi.fn<FeedListener['onGap']>(),
};

const told = () => world.newest.sent.map((text): unknown => JSON.parse(text));
const one = (jobId: string) => watches.watch(jobId).getSnapshot();
function listenTo(...jobIds: string[]) {
  const leaves = jobIds.map((jobId) => watches.watch(jobId).subscribe(() => {}));
  world.pass(0);
  return () => {
    for (const leave of leaves) leave();
  };
}

beforeEach(() => {
  vi.resetAllMocks();
  world = new FakeWorld();
  watches = createWatches('http://here', world, get);
  shown = [];
});

describe('the feed', () => {
  test('brings all downloads, and what becomes of them', () => {
    const leave = watches.feed(listener);
    world.newest.hello();
    expect(told()).toEqual([{ type: 'subscribe', feed: 'all' }]);
    world.newest.says(aStatus({ jobId: 'a' }));
    world.newest.says({ type: 'removed', jobId: 'a' });
    expect(listener.onSeen.mock.lastCall?.[0].download.jobId).toBe('a');
    expect(listener.onRemoved).toHaveBeenCalledExactlyOnceWith('a');
    leave();
    expect(world.newest.isDropped).toBe(true);
  });

  test('tells what holds the queue up', () => {
    watches.feed(listener);
    world.newest.hello();
    const waiting = aQueue({ waitingForSpace: true });
    world.newest.says({ type: 'queue', data: waiting });
    expect(listener.onQueue).toHaveBeenCalledExactlyOnceWith(waiting);
  });

  test('is taken back where jobs are still watched', () => {
    listenTo('a');
    const leave = watches.feed(listener);
    world.newest.hello();
    leave();
    world.pass(0);
    expect(told().at(-1)).toEqual({ type: 'unsubscribe', feed: 'all' });
    watches.feed(listener);
    world.pass(0);
    expect(told().at(-1)).toEqual({ type: 'subscribe', feed: 'all' });
    expect(world.newest.isDropped).toBe(false);
  });

  test('brings only what is newer than what is shown', () => {
    shown = [aDownload({ jobId: 'a', version: 7 })];
    watches.feed(listener);
    world.newest.hello();
    expect(told()).toEqual([{ type: 'subscribe', feed: 'all', have: { a: 7 } }]);
    expect(listener.onGap).not.toHaveBeenCalled();
  });

  test('tells of a gap where another epoch has begun', () => {
    shown = [aDownload({ jobId: 'a' })];
    watches.feed(listener);
    world.newest.hello('two');
    expect(listener.onGap).toHaveBeenCalledOnce();
    world.newest.says(aStatus({ jobId: 'a', epoch: 'two' }));
    expect(listener.onSeen.mock.lastCall?.[0].ticket).toBe(listener.onGap.mock.lastCall?.[0]);
    expect(told()).toEqual([{ type: 'subscribe', feed: 'all' }]);
  });
});

describe('over the event stream', () => {
  beforeEach(() => {
    listenTo('a', 'b');
    watches.feed(listener);
    world.newest.closes();
    world.pass(1_000);
    world.newest.closes();
  });

  test('the feed says what it cannot know, and jobs are read once', async () => {
    shown = [aDownload({ jobId: 'a' })];
    get.mockImplementation(async (jobId) => {
      if (jobId === 'a') return aDownload({ jobId, version: 3 });
      throw new ProblemError({ type: '', title: '', status: 404, code: '', detail: 'It is gone.' });
    });
    expect(world.newest.url).toBe('http://here/api/events');
    world.newest.hello();
    expect(listener.onGap).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(one('a').seen?.download.version).toBe(3));
    expect(one('b').connection).toMatchObject({ code: 4404, message: 'It is gone.' });
    world.newest.says(aStatus({ jobId: 'a', version: 4 }));
    expect(one('a').seen?.download.version).toBe(4);
    expect(get.mock.calls).toEqual([['a'], ['b']]);
    expect(told()).toEqual([]);
  });
});
