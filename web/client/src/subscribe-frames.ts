import type { ClientFrame, Have } from './frame.ts';
import type { Download } from './generated/schemas.ts';

/** So many ids with their versions, 96 bytes each, stay under the 16 KiB that a frame may have. */
const PER_FRAME = 160;

/** What asks for these jobs; of those in `known`, only for what is newer. */
export function subscribeJobs(
  jobIds: readonly string[],
  known: (jobId: string) => Download | null,
  epoch: string,
): ClientFrame[] {
  return chunks(jobIds).map((chunk) => {
    const have = haveOf(
      chunk.flatMap((jobId) => known(jobId) ?? []),
      epoch,
    );
    return { type: 'subscribe', jobIds: chunk, ...have };
  });
}

export function unsubscribeJobs(jobIds: readonly string[]): ClientFrame[] {
  return chunks(jobIds).map((chunk) => ({ type: 'unsubscribe', jobIds: chunk }));
}

/** What asks for all downloads, with at least one frame. */
export function subscribeFeed(known: Iterable<Download>, epoch: string): ClientFrame[] {
  const all = [...known];
  const parts = all.length === 0 ? [[]] : chunks(all);
  return parts.map((chunk) => ({ type: 'subscribe', feed: 'all', ...haveOf(chunk, epoch) }));
}

/** Versions say nothing in another epoch. */
function haveOf(known: readonly Download[], epoch: string): { have?: Have } {
  const current = known.filter((download) => download.epoch === epoch);
  if (current.length === 0) return {};
  return { have: Object.fromEntries(current.map(({ jobId, version }) => [jobId, version])) };
}

function chunks<T>(all: readonly T[]): T[][] {
  const starts = Array.from({ length: Math.ceil(all.length / PER_FRAME) }, (_, i) => i * PER_FRAME);
  return starts.map((start) => all.slice(start, start + PER_FRAME));
}
