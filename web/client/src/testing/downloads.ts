import type { Download, List, Queue } from '../generated/schemas.ts';

/** A download in full, of which a test changes what it is about. */
export function aDownload(changes: Partial<Download> = {}): Download {
  return {
    jobId: '0193b8a0-0000-7000-8000-000000000001',
    url: 'https://media.example/watch/1',
    format: 'best',
    choices: {
      ...{ format: 'best', audioFormat: 'original', container: 'any', embed: [], clip: null },
      subtitles: { languages: [], placement: 'embedded' },
    },
    site: 'media.example',
    parentId: null,
    status: 'processing',
    stage: 'downloading',
    paused: false,
    rank: 0,
    nextTryAt: null,
    progress: 10,
    version: 1,
    epoch: 'one',
    attempt: 1,
    videoInfo: null,
    downloadedBytes: null,
    totalBytes: null,
    speed: null,
    eta: null,
    stalledSince: null,
    recordedSeconds: null,
    list: null,
    limit: null,
    downloadUrl: null,
    fileName: null,
    fileSize: null,
    mediaType: null,
    storageProvider: null,
    subtitles: [],
    files: [],
    error: null,
    errorCode: null,
    notes: [],
    createdAt: '2026-01-02T03:04:05.678Z',
    updatedAt: '2026-01-02T03:04:05.678Z',
    startedAt: null,
    completedAt: null,
    ...changes,
  };
}

/** How a list stands of which nothing has ended. */
export function aTally(changes: Partial<List> = {}): List {
  return { total: 3, completed: 0, failed: 0, cancelled: 0, expanding: false, ...changes };
}

/** A queue that nothing holds up. */
export function aQueue(changes: Partial<Queue> = {}): Queue {
  return {
    ...{ waitingForSpace: false, crowded: false, freeSpace: 50e9, minFreeSpace: 1e9, sites: [] },
    ...{ workers: 3, maxSpeed: null },
    ...changes,
  };
}

export const aStatus = (changes: Partial<Download> = {}) => ({
  type: 'status',
  data: aDownload(changes),
});
