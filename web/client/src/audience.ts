import type { ConnectionState } from './connection-state.ts';
import type { Sighting } from './download.ts';
import type { ServerFrame } from './frame.ts';
import type { Download, Queue } from './generated/schemas.ts';
import type { JobEntry } from './job-entry.ts';
import type { FeedListener } from './watch.ts';

const GONE = 4404;
const TOO_MANY = 4429;

type ErrorFrame = Extract<ServerFrame, { type: 'error' }>;

/** Everybody who wants to hear of downloads: watchers of one job each, and listeners of the feed. */
export class Audience {
  readonly jobs = new Map<string, JobEntry>();
  readonly feeds = new Set<FeedListener>();

  get isEmpty(): boolean {
    return this.jobs.size + this.feeds.size === 0;
  }

  enter(state: ConnectionState): void {
    for (const job of this.jobs.values()) job.enter(state);
  }

  see(seen: Sighting): void {
    this.jobs.get(seen.download.jobId)?.see(seen);
    for (const feed of this.feeds) feed.onSeen(seen);
  }

  remove(jobId: string): void {
    this.jobs.get(jobId)?.refuse(GONE, 'The download was deleted.');
    for (const feed of this.feeds) feed.onRemoved(jobId);
  }

  queueStands(queue: Queue): void {
    for (const feed of this.feeds) feed.onQueue?.(queue);
  }

  /** The service said no to one job, or, as there are too many, to those that it never told of. */
  refuse({ code, message, jobId }: ErrorFrame): void {
    if (jobId !== undefined) this.jobs.get(jobId)?.refuse(GONE, message);
    if (code !== 'too_many_jobs') return;
    for (const job of this.jobs.values()) if (!job.snapshot.seen) job.refuse(TOO_MANY, message);
  }

  /** A new connection, of which a ticket tells the time, has this effect on what they show. */
  reconcile(ticket: number, isToldAgain: (shown: Download) => boolean): void {
    for (const feed of this.feeds) {
      if (![...feed.known()].every(isToldAgain)) feed.onGap(ticket);
    }
  }
}
