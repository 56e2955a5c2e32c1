import { defineConfig } from 'vitest/config';

const resolve = { conditions: ['source', 'module', 'browser', 'development|production'] };

export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: 'client', root: 'client', environment: 'node' } },
      { resolve, test: { name: 'app', root: 'app', environment: 'node' } },
    ],
  },
});
