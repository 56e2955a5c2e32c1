import { defineConfig } from 'vitest/config';

// All tests take the client from its source, not as it was built last: those with a page and those without.
const modes = ['source', 'module', 'development|production'];
const resolution = {
  resolve: { conditions: [...modes, 'browser'] },
  ssr: { resolve: { conditions: [...modes, 'node'] } },
};

export default defineConfig({
  test: {
    projects: [
      { ...resolution, test: { name: 'client', root: 'client', environment: 'node' } },
      { ...resolution, test: { name: 'app', root: 'app', dir: 'app/src', environment: 'node' } },
      { ...resolution, test: { name: 'service', root: 'app', dir: 'app/it', environment: 'node' } },
    ],
  },
});
