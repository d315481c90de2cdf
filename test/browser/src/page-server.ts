import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, stop } from 'esbuild';
import type { PageSettings } from './pages/settings.js';
import { story } from './story.js';

/** Clients that have a page of their own, `src/pages/<name>.ts`. */
export const pageNames = ['segment', 'rudderstack', 'posthog', 'jitsu', 'snowplow', 'tag', 'quiet'] as const;
export type PageName = (typeof pageNames)[number];

/** Serves pages from loopback, each with one client from node_modules, bundled as a site would bundle it. */
export interface PageServer {
  /** Origin of every page. */
  readonly origin: string;
  /** Address of a page; what it says is fixed when it is served. */
  addressOf(name: PageName, settings: PageSettings): string;
  close(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const scripts = await bundle();
  const settingsOf = new Map<string, PageSettings>();
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const name = /^\/(\w+)\.js$/.exec(path)?.[1];
    if (name !== undefined) {
      response.setHeader('content-type', 'text/javascript; charset=utf-8').end(scripts.get(name) ?? '');
      return;
    }
    const settings = settingsOf.get(path);
    if (!settings) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8').end(documentOf(path.split('/')[1] ?? '', settings));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  let served = 0;
  return {
    origin,
    addressOf: (name, settings) => {
      const path = `/${name}/${++served}${story.page.path}`;
      settingsOf.set(path, settings);
      const { source, medium, name: campaign } = story.page.campaign;
      return `${origin}${path}?utm_source=${source}&utm_medium=${medium}&utm_campaign=${campaign}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const source = join(import.meta.dirname, '../src/pages');
  const { outputFiles } = await build({
    entryPoints: pageNames.map((name) => join(source, `${name}.ts`)),
    outdir: source,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await stop();
  return new Map(outputFiles.map(({ path, text }) => [/(\w+)\.js$/.exec(path)?.[1] ?? '', text]));
}

function documentOf(name: string, settings: PageSettings): string {
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>${story.page.title}</title>
<link rel="icon" href="data:,">
<script>window.settings = ${JSON.stringify(settings)}</script>
${name === 'tag' || name === 'quiet' ? tagOf(settings) : ''}
<script type="module" src="/${name}.js"></script></head>
<body><button id="buy">Kaufen</button></body></html>`;
}

/** Our own tag as its guide says it. */
function tagOf({ host, writeKey, before = '', attributes = '' }: PageSettings): string {
  return `<script>window.stellwerk = [];${before}</script>
<script async src="${host}/s.js" data-key="${writeKey}" ${attributes}></script>`;
}
