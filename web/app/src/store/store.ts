import { type Api, browserSurroundings, type Surroundings, type Watches } from '@fetchlight/client';
import { createContext, useContext } from 'react';
import { type Notices, noticesOf } from './announcements.ts';
import { Downloads } from './downloads.ts';
import { Live } from './live.ts';
import { Visit } from './visit.ts';

/** Everything a component may know and do. */
export interface Store {
  readonly downloads: Downloads;
  readonly live: Live;
  readonly visit: Visit;
  readonly notices: Notices;
}

export function createStore(
  api: Api,
  watches: Watches,
  world: Surroundings = browserSurroundings,
): Store {
  const onSignedOut = () => visit.signedOut();
  const downloads = new Downloads(api, onSignedOut);
  const onGap = (ticket: number) => visit.catchUp(ticket);
  const live = new Live(watches, downloads, { onGap, onSignedOut });
  const visit: Visit = new Visit(api, downloads, live, world);
  return { downloads, live, visit, notices: noticesOf(downloads, live.connection) };
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('a StoreContext stands around the page');
  return store;
}
