import { startPlatform } from '@stellwerk/cli/testing';
import { findChromium, launchChromium } from './chromium.js';
import { startPageServer } from './page-server.js';
import { createSources } from './sources.js';
import { mailSources, mails } from './suites/mails.js';
import { nodeClients, nodeSources } from './suites/node-clients.js';
import { ownTag, strictTagSources, tagSources } from './suites/own-tag.js';
import { pageClients, pageSources } from './suites/page-clients.js';
import type { Suite } from './suites/suite.js';

const executable = findChromium();
if (executable === undefined) {
  process.stderr.write('skipped: tests in a browser need Chromium; scripts/install-chromium.sh brings it on Debian\n');
}

/** Filled once the stack runs; tests read it only then. */
const suite = {} as { -readonly [Part in keyof Suite]: Suite[Part] };

beforeAll(async () => {
  suite.platform = await startPlatform();
  suite.pages = await startPageServer();
  suite.keys = await createSources(suite.platform, {
    lenient: [...nodeSources, ...pageSources, ...tagSources, ...mailSources],
    strict: strictTagSources,
    // Snowplow's browser tracker sends cookies, which only a named origin may.
    origins: { 'page-snowplow': suite.pages.origin },
  });
  if (executable !== undefined) suite.browser = await launchChromium(executable);
}, 240_000);

afterAll(async () => {
  await suite.browser?.close();
  await suite.pages?.close();
  await suite.platform?.remove();
}, 120_000);

nodeClients(suite);

(executable === undefined ? describe.skip : describe)('in a browser', () => {
  pageClients(suite);
  ownTag(suite);
  mails(suite);
});
