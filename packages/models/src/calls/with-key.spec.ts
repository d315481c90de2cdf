import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeEndpoint } from '../testing/fake-endpoint.js';
import { withKey } from './with-key.js';

describe('a client with a key', () => {
  let folder: string;
  let endpoint: FakeEndpoint;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stellwerk-key-'));
    endpoint = await FakeEndpoint.start({ json: {} });
  });
  afterAll(async () => {
    await endpoint.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['with the key of the file', 'key', 'Bearer s3cret'],
    ['without one where there is no file', undefined, undefined],
  ])('sends requests %s', async (_title, name, authorization) => {
    await writeFile(join(folder, 'key'), 's3cret\n');
    const send = withKey(fetch, name && join(folder, name));
    await send(endpoint.baseUrl, { method: 'POST', headers: { 'x-other': '1' }, body: '{}' });
    expect(endpoint.requests.at(-1)?.headers).toMatchObject({ 'x-other': '1' });
    expect(endpoint.requests.at(-1)?.headers.authorization).toBe(authorization);
  });

  it('is not made from a file that cannot be read', () => {
    expect(() => withKey(fetch, join(folder, 'nothing'))).toThrow('ENOENT');
  });
});
