import { test as base, expect } from '@playwright/test';
import { ConductorApi } from './conductor-api.ts';
import { App } from './page-models/app.ts';
import { Gallery } from './page-models/gallery.ts';
import { startServer, type RunningServer } from './servers.ts';
import { startStaticSite, type StaticSite } from './static-site.ts';

interface QuietFixtures {
  /** Starts a server for this test alone; it is gone with the test at the latest. */
  ownServer: typeof startServer;
  /** Fails the test on a script error, a console error or a violated content security policy. */
  quiet: undefined;
}

/** On whatever page the spec opens. */
export const quietTest = base.extend<QuietFixtures>({
  ownServer: async ({}, use) => {
    const started: RunningServer[] = [];
    await use(async (options) => {
      const server = await startServer(options);
      started.push(server);
      return server;
    });
    for (const server of started) await server.stop();
  },
  quiet: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on('weberror', (error) => errors.push(error.error().message));
      context.on('console', (message) => {
        // The browser itself reports each failed request; specs provoke those.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          errors.push(message.text());
      });
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

interface AppFixture {
  /** The page under test. */
  app: App;
}

interface ServerFixtures extends AppFixture {
  api: ConductorApi;
}

interface ServerWorkerFixtures {
  /** One server a Playwright worker: specs use workflow names of their own. */
  server: RunningServer;
}

/** On the page that a server of this project serves, with its embedded engine. */
export const test = quietTest.extend<ServerFixtures, ServerWorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  api: async ({ server }, use) => use(new ConductorApi(server.api)),
  app: async ({ page, server }, use) => use(new App(page, server.page)),
});

/** The same page in front of the Conductor server of CONDUCTOR_URL. */
export const conductorTest = test.extend<object, ServerWorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await startServer({ conductor: process.env['CONDUCTOR_URL'] ?? '' });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

interface DemoFixtures extends AppFixture {
  /** Where the demo lives on its host. */
  folder: `/${string}`;
  site: StaticSite;
}

/** On the static build of the offline demo; unless a spec says otherwise in a folder, as on a project's pages. */
export const demoTest = quietTest.extend<DemoFixtures>({
  folder: ['/some/folder/', { option: true }],
  site: async ({ folder }, use) => {
    const site = await startStaticSite('dist/demo', folder);
    await use(site);
    await site.stop();
  },
  app: async ({ page, site }, use) => use(new App(page, `${site.root}#`)),
});

interface GalleryFixtures {
  gallery: Gallery;
}

interface GalleryWorkerFixtures {
  gallerySite: StaticSite;
}

/** On the build of the gallery. */
export const galleryTest = quietTest.extend<GalleryFixtures, GalleryWorkerFixtures>({
  gallerySite: [
    async ({}, use) => {
      const site = await startStaticSite('node_modules/.cache/gallery', '/', 'index.html');
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  gallery: async ({ page, gallerySite }, use) => use(new Gallery(page, gallerySite.root)),
});

export { expect };
