import { type Api, browserSurroundings, type Surroundings, type Watches } from '@fetchlight/client';
import { createContext, useContext } from 'react';
import { Actions } from './actions.ts';
import { type Notices, noticesOf } from './announcements.ts';
import { Cell } from './cell.ts';
import { Downloads } from './downloads.ts';
import { EngineState } from './engine-state.ts';
import { hasStatus } from './has-status.ts';
import { KeptLogins } from './kept-logins.ts';
import { Live } from './live.ts';
import { ServerClock } from './server-clock.ts';
import { Tools } from './tools.ts';
import { Visit } from './visit.ts';

/** Everything a component may know and do. */
export interface Store {
  readonly downloads: Downloads;
  readonly actions: Actions;
  readonly live: Live;
  readonly engine: EngineState;
  readonly logins: KeptLogins;
  readonly clock: ServerClock;
  readonly visit: Visit;
  readonly notices: Notices;
  readonly tools: Tools;
  /** The lists whose entries are shown: a list that ends moves, and stays open. */
  readonly openLists: Cell<ReadonlySet<string>>;
}

export function createStore(
  api: Api,
  watches: Watches,
  world: Surroundings = browserSurroundings,
): Store {
  const onSignedOut = () => visit.signedOut();
  const ask = <T>(answer: Promise<T>) =>
    answer.catch((error: unknown) => {
      if (hasStatus(error, 401)) onSignedOut();
      throw error;
    });
  const clock = new ServerClock(world);
  const downloads = new Downloads((query) => ask(api.history(query)));
  const actions = new Actions(api, downloads, ask);
  const onGap = (ticket: number) => visit.catchUp(ticket);
  const live = new Live(watches, downloads, clock, { onGap, onSignedOut });
  const visit: Visit = new Visit(api, downloads, live, world);
  const openLists = new Cell<ReadonlySet<string>>(new Set());
  const notices = noticesOf(downloads, live);
  const tools = new Tools(api, world);
  const logins = new KeptLogins(api, ask);
  const engine = new EngineState(api, ask, world, tools.look);
  return {
    downloads,
    actions,
    live,
    engine,
    logins,
    clock,
    visit,
    notices,
    tools,
    openLists,
  };
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('a StoreContext stands around the page');
  return store;
}
