import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { controlWarnings } from './control-warnings.js';
import type { Endpoints } from './endpoints.js';

describe('warnings about control documents', () => {
  let server: Server;
  let answer: [number, object] = [200, {}];
  let endpoints: Pick<Endpoints, 'urls' | 'token'>;
  beforeAll(async () => {
    server = createServer((_request, reply) => reply.writeHead(answer[0]).end(JSON.stringify(answer[1])));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const warehouse = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    endpoints = { urls: { warehouse } as Endpoints['urls'], token: 'secret' };
  });
  afterAll(() => server.close());

  it.each<[string, [number, object], string[]]>([
    [
      'name each document that is not used',
      [200, { documents: [], invalid: ['retention/demo/default'] }],
      ['control document retention/demo/default does not fit its kind and is not used: apply it anew'],
    ],
    ['are none where all fit', [200, { documents: [], invalid: [] }], []],
    ['are none where nobody may tell', [503, {}], []],
  ])('%s', async (_title, given, expected) => {
    answer = given;
    expect(await controlWarnings(endpoints)).toEqual(expected);
  });
});
