import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { ConnectionState } from './connection-state.ts';
import type { Download } from './generated/schemas.ts';
import type { Watches } from './watch.ts';
import { createWatches } from './watches.ts';

export interface WatchedDownload {
  /** The newest state seen, or null before the first frame. */
  readonly status: Download | null;
  readonly isConnected: boolean;
  /** One sentence where it is offline or refused; it tells of the connection, not of the download. */
  readonly error: string | null;
}

/** The watches of this part of the page; the page's own origin unless a provider says otherwise. */
export const WatchesContext = createContext<Watches>(createWatches());

/** Watches one download live. All components share one connection. */
export function useWebSocket(jobId: string): WatchedDownload {
  const watches = useContext(WatchesContext);
  const watch = useMemo(() => watches.watch(jobId), [watches, jobId]);
  const { seen, connection } = useSyncExternalStore(watch.subscribe, watch.getSnapshot);
  return {
    status: seen?.download ?? null,
    isConnected: connection.phase === 'live',
    error: sentence(connection),
  };
}

function sentence(connection: ConnectionState): string | null {
  if (connection.phase === 'error') return connection.message;
  if (!('isOffline' in connection && connection.isOffline)) return null;
  return `No connection since ${new Date(connection.since).toLocaleTimeString()}; still trying.`;
}
