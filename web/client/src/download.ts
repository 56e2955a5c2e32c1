import type { Download } from './generated/schemas.ts';

/** A download as it was seen on one connection or request, which its ticket puts in time. */
export interface Sighting {
  readonly download: Download;
  readonly ticket: number;
}

let lastTicket = 0;

/** A number that grows: drawn when a connection or a request starts, it tells the newer of two. */
export function drawTicket(): number {
  lastTicket += 1;
  return lastTicket;
}

/**
 * Which of two sightings of one download to show. Within an epoch the higher version is the newer
 * truth; another epoch (a restored backup) wins only where it came on a newer connection.
 */
export function isNewer(seen: Sighting, shown: Sighting | null | undefined): boolean {
  if (!shown) return true;
  return seen.download.epoch === shown.download.epoch
    ? seen.download.version > shown.download.version
    : seen.ticket > shown.ticket;
}

/** Whether the download has come to an end, good or bad; a retry may still start it again. */
export function isTerminal({ status }: Pick<Download, 'status'>): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}
