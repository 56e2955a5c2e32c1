import type { Download } from '@fetchlight/client';
import type { ReactNode } from 'react';
import { Notes } from './notes.tsx';

/** One download in a list. Whatever state it is in, it takes the same room; notes take more. */
export function Card({ download, children }: { download: Download; children: ReactNode }) {
  return (
    <li
      id={`download-${download.jobId}`}
      data-testid="download-card"
      data-glide={download.jobId}
      data-job-id={download.jobId}
      data-status={download.status}
      aria-labelledby={`title-${download.jobId}`}
      tabIndex={-1}
      className="rounded-2xl border border-line bg-surface p-3 shadow-card focus:outline-2 focus:outline-accent-strong"
    >
      {children}
      <Notes download={download} />
    </li>
  );
}
