import { type Api, browserSurroundings, type Surroundings, type Watches } from '@fetchlight/client';
import { createContext, useContext } from 'react';
import { type Notices, noticesOf } from './announcements.ts';
import { Downloads } from './downloads.ts';
import { Visit } from './visit.ts';

/** Everything a component may know and do. */
export interface Store {
  readonly downloads: Downloads;
  readonly visit: Visit;
  readonly notices: Notices;
}

export function createStore(
  api: Api,
  watches: Watches,
  world: Surroundings = browserSurroundings,
): Store {
  const downloads: Downloads = new Downloads(api, watches, world, () => visit.signedOut());
  const visit = new Visit(api, downloads, world);
  return { downloads, visit, notices: noticesOf(downloads) };
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('a StoreContext stands around the page');
  return store;
}
