import { createApi, createWatches } from '@fetchlight/client';
import { WatchesContext } from '@fetchlight/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createStore, StoreContext } from './store/store.ts';
import './styles.css';

const watches = createWatches();
const store = createStore(createApi(), watches);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has a place for the page');

createRoot(root).render(
  <StrictMode>
    <WatchesContext value={watches}>
      <StoreContext value={store}>
        <App />
      </StoreContext>
    </WatchesContext>
  </StrictMode>,
);
store.visit.load();
