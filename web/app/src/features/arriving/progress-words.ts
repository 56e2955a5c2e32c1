import type { Download, Stage } from '@fetchlight/client';
import { formatBytes, formatSpeed, formatTimeLeft } from '../../format/numbers.ts';

const STAGES: Readonly<Record<Stage, string>> = {
  resolving: 'Looking at the link',
  downloading: 'Downloading',
  merging: 'Putting it together',
  storing: 'Saving',
};

/** What a download on its way is busy with, in words. */
export function stageWords({ status, stage, progress }: Download): string {
  if (status === 'queued') return progress > 0 ? 'Interrupted, going on' : 'Waiting for its turn';
  return stage ? STAGES[stage] : 'Starting';
}

/** Whether a percentage would say something; without one the bar only moves. */
export function isMeasured({ status, stage, progress, totalBytes }: Download): boolean {
  if (status === 'queued') return true;
  return stage !== 'resolving' && (progress > 0 || totalBytes !== null);
}

/** The whole percent shown; 100 is kept for the end. */
export function wholePercent({ progress }: Download): number {
  return Math.floor(progress);
}

/** How fast, and how long yet. Without a total, how much has come. */
export function paceWords(download: Download): string {
  const { status, stage, speed, eta, downloadedBytes } = download;
  if (status !== 'processing' || stage !== 'downloading') return '';
  const hasCome = !isMeasured(download) && downloadedBytes !== null;
  return [
    hasCome && formatBytes(downloadedBytes),
    speed !== null && formatSpeed(speed),
    eta !== null && formatTimeLeft(eta),
  ]
    .filter(Boolean)
    .join(' · ');
}
