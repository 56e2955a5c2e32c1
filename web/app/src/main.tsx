import { createApi, createWatches } from '@fetchlight/client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createStore, StoreContext } from './store/store.ts';
import './styles.css';

const store = createStore(createApi(), createWatches());
const root = document.getElementById('root');
if (!root) throw new Error('index.html has a place for the page');

createRoot(root).render(
  <StrictMode>
    <StoreContext value={store}>
      <App />
    </StoreContext>
  </StrictMode>,
);
store.visit.load();
