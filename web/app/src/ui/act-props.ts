import type { Download } from '@fetchlight/client';

/** A download, and how to do something with it, one thing at a time. */
export interface ActProps {
  readonly download: Download;
  readonly isBusy: boolean;
  readonly onAct: (action: (jobId: string) => Promise<void>) => void;
}
