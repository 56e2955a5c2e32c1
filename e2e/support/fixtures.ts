import { test as base, expect } from '@playwright/test';
import { Home } from './home.ts';
import { MediaSite } from './media-site.ts';
import { Service } from './service.ts';
import { Wire } from './wire.ts';

interface Fixtures {
  /** What the service is started with, besides its own data folder and a free port. */
  settings: Record<string, string>;
  service: Service;
  wire: Wire;
  /** The page, opened and ready. */
  home: Home;
}

/** Tests with a real service, a real media site, and a page that is watched for good manners. */
export const test = base.extend<Fixtures, { site: MediaSite }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const site = await MediaSite.start();
      await use(site);
      await site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  settings: [{}, { option: true }],

  service: async ({ settings, site }, use) => {
    const service = await Service.start(settings);
    await use(service);
    await site.release();
    await service.remove();
  },

  wire: async ({ page, service }, use) => {
    const wire = await Wire.tap(page);
    await use(wire);
    expect(wire.foreign(service.origin), 'requests to other servers').toEqual([]);
    expect(wire.violations, 'errors and broken content security policy').toEqual([]);
  },

  home: async ({ page, service, wire }, use) => {
    expect(wire.sockets).toEqual([]);
    await service.known();
    const home = new Home(page);
    await home.open(service.origin);
    await use(home);
  },
});

export { expect };
