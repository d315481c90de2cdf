import type { BrowserContext } from 'playwright-core';
import type { PageName } from '../page-server.js';
import { type Relay, startRelay, type Trouble } from '../relay.js';
import { storedEvents } from '../sources.js';
import { type Expected, expectStory, newVisitor, type Suite } from './suite.js';

const ALL: readonly Trouble[] = ['lost-answer', 'limited', 'unavailable'];

const PAGES: readonly (readonly [PageName, Expected, readonly Trouble[]])[] = [
  [
    'segment',
    {
      kinds: ['Custom', 'Identify', 'Purchase', 'View'],
      library: /next-1\.84\.3/,
      namespaces: ['login', 'device'],
    },
    ALL,
  ],
  [
    'rudderstack',
    {
      kinds: ['Custom', 'Identify', 'Purchase', 'View'],
      library: /3\.34\.1/,
      namespaces: ['login', 'email', 'device'],
    },
    ALL,
  ],
  [
    'posthog',
    {
      kinds: ['Click', 'Custom', 'Custom', 'Identify', 'Purchase', 'View'],
      library: /^web@1\.449\.2$/,
      namespaces: ['login', 'device'],
    },
    // The door never says 429 to posthog-js, which throws away what was answered so.
    ['lost-answer', 'unavailable'],
  ],
  [
    'jitsu',
    {
      kinds: ['Custom', 'Identify', 'Purchase', 'View'],
      library: /^@jitsu\/js@1\.11\.0$/,
      namespaces: ['login', 'email', 'device'],
    },
    ALL,
  ],
  ['snowplow', { kinds: ['Custom', 'View'], library: /4\.10\.1/, namespaces: [] }, ALL],
  [
    'tag',
    {
      kinds: ['Custom', 'Identify', 'Purchase', 'View'],
      library: /^stellwerk\.js@1$/,
      namespaces: ['login', 'device'],
      purposes: ['analytics_store', 'ad_measurement'],
    },
    ALL,
  ],
];

export const pageSources = PAGES.map(([name]) => `page-${name}`);

/** Clients of pages, bundled from npm as a site bundles them. */
export function pageClients(suite: Suite): void {
  describe('clients of pages, unmodified', () => {
    let relay: Relay;
    let visitor: BrowserContext;
    beforeEach(async () => {
      [relay, visitor] = await Promise.all([startRelay(suite.platform.trackingUrl), newVisitor(suite)]);
    });
    afterEach(async () => {
      await visitor.close();
      await relay.close();
    });

    it.each(PAGES)(
      '%s: each call is stored once, though answers get lost and the door refuses for a while',
      async (name, expected, troubles) => {
        const page = await visitor.newPage();
        const complaints: string[] = [];
        page.on('pageerror', ({ message }) => complaints.push(message));
        relay.makeTrouble(...troubles);
        const settings = { host: relay.url, writeKey: suite.keys[`page-${name}`] ?? '' };
        await page.goto(suite.pages.addressOf(name, settings));
        await page.waitForFunction(() => window.told === true);
        // Clicks are seen once a client has its configuration.
        await page.waitForTimeout(1_500);
        await page.click('#buy');
        await relay.troubled();
        const events = await storedEvents(suite.platform, `page-${name}`, expected.kinds.length);
        expectStory(events, expected);
        expect(events.find(({ kind }) => kind === 'View')?.campaign).toBe('newsletter');
        expect(complaints).toEqual([]);
      },
    );
  });
}
