// Runs the real clients against a recorder and writes what they sent as examples of the protocol adapters:
//   npm run build && npm run record -w @stellwerk/test-browser
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { findChromium, launchChromium, USER_AGENT } from './chromium.js';
import { jitsu } from './clients/jitsu.js';
import { posthog } from './clients/posthog.js';
import { rudderstack } from './clients/rudderstack.js';
import { segment } from './clients/segment.js';
import { type PageName, startPageServer } from './page-server.js';

interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body before packing. */
  readonly body: string;
  readonly packed: 'gzip' | 'no';
}

const PROTOCOLS = join(import.meta.dirname, '../../../services/tracking/src/protocols');
const WRITE_KEY = 'web-write-key-0001';
/** Headers of the connection and of the browser, which no adapter reads. */
const LEFT_OUT = /^(host|connection|content-length|sec-.*|accept.*|origin|referer|cookie|priority|transfer-encoding)$/;

/** What clients ask for before they send. */
const ANSWERS: readonly (readonly [RegExp, (host: string) => unknown])[] = [
  [
    /^\/v1\/projects\//,
    (host) => ({ integrations: { 'Segment.io': { apiKey: WRITE_KEY, apiHost: `${host}/v1`, protocol: 'http' } } }),
  ],
  [
    /^\/sourceConfig/,
    () => ({
      source: {
        id: 'web',
        name: 'web',
        writeKey: WRITE_KEY,
        enabled: true,
        config: {},
        destinations: [],
        workspaceId: 'demo',
      },
    }),
  ],
  [
    /^\/array\/.*\/config$/,
    () => ({
      supportedCompression: ['gzip-js'],
      analytics: { endpoint: '/i/v0/e/' },
      hasFeatureFlags: false,
      autocapture_opt_out: false,
    }),
  ],
];

const NODE_CLIENTS = [
  ['segment', '@segment/analytics-node', segment],
  ['rudderstack', '@rudderstack/rudder-sdk-node', rudderstack],
  ['posthog', 'posthog-node', posthog],
  ['jitsu', '@jitsu/js', jitsu],
] as const;
const BROWSER_CLIENTS: readonly (readonly [PageName, string])[] = [
  ['segment', '@segment/analytics-next'],
  ['rudderstack', '@rudderstack/analytics-js'],
  ['posthog', 'posthog-js'],
  ['jitsu', '@jitsu/js'],
];

const recorded: RecordedRequest[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    response.setHeader('access-control-allow-origin', headers.origin ?? '*');
    response.setHeader('access-control-allow-headers', headers['access-control-request-headers'] ?? '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('content-type', 'application/json');
    const answer = ANSWERS.find(([pattern]) => pattern.test(url));
    if (method === 'POST') recorded.push(requestOf(method, url, headers, Buffer.concat(chunks)));
    if (url.endsWith('.js')) response.statusCode = 404;
    response.end(JSON.stringify(answer?.[1](headers.host ?? '') ?? { ok: true, status: 'Ok' }));
  });
});

function requestOf(method: string, url: string, headers: IncomingHttpHeaders, body: Buffer): RecordedRequest {
  const isPacked = body[0] === 0x1f && body[1] === 0x8b;
  const kept = Object.entries(headers).filter(([name, value]) => !LEFT_OUT.test(name) && typeof value === 'string');
  return {
    method,
    url,
    headers: Object.fromEntries(kept) as Record<string, string>,
    body: (isPacked ? gunzipSync(body) : body).toString('utf8'),
    packed: isPacked ? 'gzip' : 'no',
  };
}

function write(protocol: string, place: string, name: string, recordedAt: Date): void {
  const { version } = createRequire(import.meta.url)(`${join(packageFolder(name), 'package.json')}`) as {
    version: string;
  };
  const folder = join(PROTOCOLS, protocol, 'examples');
  mkdirSync(folder, { recursive: true });
  const requests = recorded.splice(0);
  const example = { client: `${name}@${version}`, recordedAt: recordedAt.toISOString(), requests };
  writeFileSync(join(folder, `${place}.json`), `${JSON.stringify(example, null, 2)}\n`);
  process.stdout.write(`${protocol}/${place}: ${requests.length} requests\n`);
}

const packageFolder = (name: string) => join(import.meta.dirname, '../../../node_modules', name);

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
for (const [protocol, name, send] of NODE_CLIENTS) {
  const startedAt = new Date();
  await send({ host, writeKey: WRITE_KEY });
  write(protocol, 'server', name, startedAt);
}
const executable = findChromium();
if (executable === undefined) throw new Error('no Chromium on this machine');
const [browser, pages] = await Promise.all([launchChromium(executable), startPageServer()]);
for (const [protocol, name] of BROWSER_CLIENTS) {
  const startedAt = new Date();
  const context = await browser.newContext({ userAgent: USER_AGENT, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
  const page = await context.newPage();
  page.on('console', (message) => process.stdout.write(`  ${message.type()}: ${message.text().slice(0, 300)}\n`));
  page.on('pageerror', (error) => process.stdout.write(`  ${error.message}\n`));
  await page.goto(pages.addressOf(protocol, { host, writeKey: WRITE_KEY }));
  await page.waitForFunction(() => window.told === true);
  // Autocapture begins once the remote configuration has come.
  await sleep(1_500);
  await page.click('#buy');
  await sleep(4_000);
  await page.goto('about:blank');
  await sleep(500);
  await context.close();
  write(protocol, 'browser', name, startedAt);
}
await browser.close();
await pages.close();
server.closeAllConnections();
server.close();
