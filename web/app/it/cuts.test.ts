import {
  createApi,
  createWatches,
  DownloadSocket,
  isTerminal,
  type Watch,
} from '@fetchlight/client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { MediaSite } from '../../../e2e/support/media-site.ts';
import { Service } from '../../../e2e/support/service.ts';
import { UnreliableProxy } from '../../../e2e/support/unreliable-proxy.ts';
import { createStore } from '../src/store/store.ts';
import { random, seed, world } from './seeded-world.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };

const truth = () => createApi({ baseUrl: service.origin });
let site: MediaSite;
let service: Service;
let proxy: UnreliableProxy;
let leaves: (() => void)[];

beforeAll(async () => {
  [site, service] = await Promise.all([MediaSite.start(), Service.start()]);
}, 60_000);
beforeEach(async () => {
  leaves = [];
  proxy = await UnreliableProxy.before(service.origin);
});
afterEach(() => {
  proxy.close();
  for (const leave of leaves) leave();
});
afterAll(async () => {
  await Promise.all([site.stop(), service.remove()]);
});

/** Six downloads; the first two would take a minute, the others take seconds. */
function submitSix(name: string): Promise<string[]> {
  const rates = [60_000, 61_000, 1_000_000, 2_000_000, 3_000_000, 4_000_000];
  const urls = rates.map((rate) => site.slowPage(`${name} ${rate}`, rate));
  return Promise.all(urls.map(async (url) => (await truth().submit({ url })).download.jobId));
}

/** Listens, and sees to it that what it shows never goes back. */
function listen(watch: Watch): Watch {
  const versions: number[] = [];
  const look = () => versions.push(watch.getSnapshot().seen?.download.version ?? 0);
  leaves.push(watch.subscribe(look), () => expect(versions).toEqual(versions.toSorted(ascending)));
  return watch;
}
const ascending = (a: number, b: number) => a - b;

test.each([
  ['sockets', false],
  ['event streams', true],
])(
  `%s cut at random all end on what REST tells (SEED=${seed})`,
  async (name, blocksUpgrades) => {
    proxy.blocksUpgrades = blocksUpgrades;
    proxy.nextBudget = () => Math.floor(random() ** 2 * 6_000);
    const watches = createWatches(proxy.origin, world, truth().get);
    const { downloads, live, visit } = createStore(truth(), watches, world);
    await visit.load();
    leaves.push(() => live.leave());
    const jobIds = await submitSix(name);
    const shared = jobIds.map((jobId) => listen(watches.watch(jobId)));
    const single = jobIds.map((jobId) => listen(new DownloadSocket(proxy.origin, jobId, world)));

    const [cancelled = '', deleted = '', ...others] = jobIds;
    const shown = () => new Map(downloads.all.map((download) => [download.jobId, download]));
    await vi.waitFor(() => expect(shown().get(deleted)?.progress).toBeGreaterThan(0), PATIENCE);
    await truth().cancel(cancelled);
    await truth().remove(deleted);
    const readAll = () => Promise.all([cancelled, ...others].map(truth().get));
    await vi.waitFor(async () => expect((await readAll()).every(isTerminal)).toBe(true), PATIENCE);

    proxy.nextBudget = () => Number.POSITIVE_INFINITY;
    watches.wake();
    expect(proxy.cuts).toBeGreaterThan(10);
    const ends = new Map((await readAll()).map((download) => [download.jobId, download]));
    await vi.waitFor(() => {
      for (const [index, jobId] of jobIds.entries()) {
        const end = ends.get(jobId);
        expect(shown().get(jobId)).toEqual(end);
        const [ofShared, ofSingle] = [shared[index], single[index]].map((at) => at?.getSnapshot());
        if (end) {
          expect([ofShared?.seen?.download, ofSingle?.seen?.download]).toEqual([end, end]);
        } else {
          expect(ofShared?.connection).toMatchObject({ phase: 'error', code: 4404 });
          // It may have seen that deleting cancels first, which is an end.
          expect(ofSingle?.connection.phase).toMatch(/^(closed|error)$/);
        }
      }
      const transport = blocksUpgrades ? 'stream' : 'socket';
      expect(live.connection.value).toEqual({ phase: 'live', transport });
    }, PATIENCE);
  },
  120_000,
);
