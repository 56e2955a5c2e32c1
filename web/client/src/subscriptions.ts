import type { Audience } from './audience.ts';
import type { ClientFrame } from './frame.ts';
import { subscribeFeed, subscribeJobs, unsubscribeJobs } from './subscribe-frames.ts';
import type { FeedListener } from './watch.ts';

/** What the service was told of the audience, and what there is still to say. */
export class Subscriptions {
  readonly #audience: Audience;
  readonly #jobs = new Set<string>();
  readonly #feeds = new Set<FeedListener>();

  constructor(audience: Audience) {
    this.#audience = audience;
  }

  /** A new connection was told nothing. */
  forget(): void {
    this.#jobs.clear();
    this.#feeds.clear();
  }

  /** All that has to be said in this epoch so that the service sends what is wanted. */
  outstanding(epoch: string): ClientFrame[] {
    const { jobs, feeds } = this.#audience;
    const wasFed = this.#feeds.size > 0;
    const left = removeOthers(this.#jobs, jobs);
    removeOthers(this.#feeds, feeds);
    const newFeeds = addMissing(this.#feeds, feeds.values());
    const newJobs = addMissing(this.#jobs, jobs.keys());
    const known = (jobId: string) => jobs.get(jobId)?.snapshot.seen?.download ?? null;
    return [
      ...(wasFed && feeds.size === 0 ? [{ type: 'unsubscribe', feed: 'all' } as const] : []),
      ...newFeeds.flatMap((feed) => subscribeFeed(feed.known(), epoch)),
      ...unsubscribeJobs(left),
      ...subscribeJobs(newJobs, known, epoch),
    ];
  }
}

function removeOthers<T>(set: Set<T>, wanted: { has(one: T): boolean }): T[] {
  const others = [...set].filter((one) => !wanted.has(one));
  for (const one of others) set.delete(one);
  return others;
}

function addMissing<T>(set: Set<T>, wanted: Iterable<T>): T[] {
  const missing = [...wanted].filter((one) => !set.has(one));
  for (const one of missing) set.add(one);
  return missing;
}
