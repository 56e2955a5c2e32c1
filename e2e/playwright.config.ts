import { defineConfig } from '@playwright/test';

// One at a time: each test runs a service, a media site, yt-dlp, ffmpeg and a browser of its own.
export default defineConfig({
  testDir: 'tests',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 45_000 },
  // Takes the README's picture; that is no test.
  ...(process.env.SCREENSHOT ? {} : { grepInvert: /@screenshot/ }),
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-dev-shm-usage',
      ],
    },
  },
});
