import type { Download, Queue, Stage } from '@fetchlight/client';
import { formatBytes, formatDuration, formatSpeed, formatTime, formatTimeLeft } from './numbers.ts';

const STAGES: Readonly<Record<Stage, string>> = {
  resolving: 'Looking at the link',
  downloading: 'Downloading',
  recording: 'Recording',
  merging: 'Putting it together',
  storing: 'Saving',
};

/** What a download on its way is busy with, or waits for, in words. */
export function stageWords(download: Download, queue: Queue | null): string {
  const { status, stage, attempt, list } = download;
  if (list && status === 'processing') return list.expanding ? 'Reading the list' : 'Downloading';
  const words =
    status === 'queued'
      ? waitWords(download, queue)
      : stage
        ? doneWords(stage, download)
        : 'Starting';
  return attempt > 1 ? `${words} · try ${attempt}` : words;
}

function doneWords(stage: Stage, { recordedSeconds }: Download) {
  const isRecording = stage === 'recording' && recordedSeconds !== null;
  return isRecording ? `Recording · ${formatDuration(recordedSeconds)}` : STAGES[stage];
}

function waitWords(
  { paused, nextTryAt, errorCode, site, progress, rank }: Download,
  queue: Queue | null,
) {
  if (paused) return 'Paused';
  if (nextTryAt)
    return `${errorCode === 'upcoming' ? 'Looks again' : 'Next try'} at ${formatTime(nextTryAt)}`;
  if (queue?.waitingForSpace) return 'Waiting for disk space';
  const rest = queue?.sites.find((each) => each.site === site && !each.login);
  if (rest) return `Waiting until ${formatTime(rest.until)}`;
  if (rank !== 0) return rank > 0 ? 'Waiting at the front' : 'Waiting at the back';
  return progress > 0 ? 'Interrupted, going on' : 'Waiting for its turn';
}

/** How the downloads of a list stand, in words. */
export function countWords({ list }: Download): string {
  if (!list) return '';
  const { total, completed, failed, cancelled, expanding } = list;
  return [
    `${completed} of ${total}${expanding ? '+' : ''}`,
    failed > 0 && `${failed} failed`,
    cancelled > 0 && `${cancelled} cancelled`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Whether a percentage would say something; without one the bar only moves. */
export function isMeasured({ status, stage, progress, totalBytes, list }: Download): boolean {
  if (status === 'queued' || list) return true;
  return stage !== 'resolving' && stage !== 'recording' && (progress > 0 || totalBytes !== null);
}

/** The whole percent shown; 100 is kept for the end. */
export function wholePercent({ progress }: Download): number {
  return Math.floor(progress);
}

/** How fast, and how long yet. Without a total, how much has come. */
export function paceWords(download: Download): string[] {
  const { status, stage, speed, eta, downloadedBytes } = download;
  if (status !== 'processing' || !stage || !['downloading', 'recording'].includes(stage)) return [];
  const hasCome = !isMeasured(download) && downloadedBytes !== null;
  return [
    hasCome && formatBytes(downloadedBytes),
    speed !== null && formatSpeed(speed),
    eta !== null && formatTimeLeft(eta),
  ].filter((words) => words !== false);
}
