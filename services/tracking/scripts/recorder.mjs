// Records what an unmodified client sends, as examples for the adapter of its protocol.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

/** Headers that say something about the protocol; the rest is the HTTP library's. */
const KEPT_HEADERS =
  /^(?:authorization|ce-.*|content-encoding|content-type|origin|sp-anonymous|user-agent|x-write-key)$/;

/**
 * Runs `scenarios` (title → function that is given the address to send to) one after the other and writes what arrived from
 * `client` (`package@version`) to `src/protocols/<name>.json`.
 */
export async function record(name, client, scenarios) {
  const requests = [];
  let title = '';
  const server = createServer(async (request, reply) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const kept = Object.entries(request.headers).filter(([name]) => KEPT_HEADERS.test(name));
    const body = Buffer.concat(chunks).toString();
    const isPreflight = request.method === 'OPTIONS';
    if (!isPreflight) {
      const { method, url } = request;
      requests.push({ title, method, url, headers: Object.fromEntries(kept), body, packed: 'no' });
    }
    reply.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    reply.setHeader('access-control-allow-credentials', 'true');
    reply.setHeader('access-control-allow-headers', 'content-type,sp-anonymous');
    reply.end('ok');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  for (const [scenario, run] of Object.entries(scenarios)) {
    title = scenario;
    await run(address);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  server.closeAllConnections();
  server.close();
  const recording = { client, recordedAt: new Date().toISOString(), requests };
  const file = new URL(`../src/protocols/${name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
}
