import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus } from '@stellwerk/bus';
import { createModels } from './create-models.js';

describe('the models of the service', () => {
  it('send the key of the embedded ones when they ask for the space and when they embed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stellwerk-rag-models-'));
    await writeFile(join(folder, 'key'), 's3cret\n');
    const seen: (readonly [string | undefined, string | undefined])[] = [];
    const stated = { id: 'e5', revision: 'r1', dimensions: 2, prefixes: 'e5' };
    const server = createServer((request, response) => {
      seen.push([request.url, request.headers.authorization]);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: [request.method === 'GET' ? stated : { embedding: [3, 4] }] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const modelsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const config = { modelsUrl, embeddedModelsKeyFile: join(folder, 'key'), modelHosts: [], modelKeysFile: undefined };
    const logger = { warn: () => {} } as unknown as Parameters<typeof createModels>[3];
    const bus = createMemoryBus();
    const { models, close } = await createModels(config, { all: () => [] }, bus, logger);
    const route = { tenant: 'demo', useCase: 'knowledge' };
    const embeddings = models.embeddings(models.wantedSpace(route), route);
    const [vector] = await embeddings.embed(['a'], 'query', { ...route, caller: 'test' });
    expect(Array.from(vector ?? [])).toEqual([Math.fround(0.6), Math.fround(0.8)]);
    expect(seen).toEqual([
      ['/v1/models', 'Bearer s3cret'],
      ['/v1/embeddings', 'Bearer s3cret'],
    ]);
    await close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });
});
