import type { Download } from '@fetchlight/client';
import { useCallback } from 'react';
import { useCell } from '../store/cell.ts';
import { downloadOf, type Shelf } from '../store/shelf.ts';
import { useStore } from '../store/store.ts';

/** One download as the page knows it now. */
export function useDownload(jobId: string): Download | undefined {
  return useCell(
    useStore().downloads.shelf,
    useCallback((shelf: Shelf) => downloadOf(shelf, jobId), [jobId]),
  );
}
