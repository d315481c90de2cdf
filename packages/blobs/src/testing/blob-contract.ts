import fc from 'fast-check';
import { addressOf } from '../address.js';
import type { BlobStore } from '../port.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** All addresses of a tenant, sorted. */
export async function listed(store: BlobStore, tenant: string): Promise<string[]> {
  const addresses: string[] = [];
  for await (const address of store.list(tenant)) addresses.push(address);
  return addresses.sort();
}

/** What every store of files does; `open` gives an empty one with a limit of 1,000 bytes. */
export function describeBlobStore(open: () => Promise<BlobStore>): void {
  let store: BlobStore;
  beforeEach(async () => {
    store = await open();
  });

  it('gives back what was put, by its hash', async () => {
    const address = await store.put('demo', bytesOf('hello'));
    expect(address).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
    expect(new TextDecoder().decode(await store.get('demo', address))).toBe('hello');
    expect(await store.put('demo', bytesOf('hello'))).toBe(address);
    expect(await listed(store, 'demo')).toEqual([address]);
  });

  it('keeps any bytes, also at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), async (files) => {
        const addresses = await Promise.all(files.map((bytes) => store.put('demo', bytes)));
        for (const [index, bytes] of files.entries())
          expect(Buffer.from((await store.get('demo', addresses[index] ?? '')) ?? []).equals(bytes)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('keeps tenants apart', async () => {
    const address = await store.put('a', bytesOf('secret'));
    expect(await store.get('b', address)).toBeUndefined();
    await store.put('b', bytesOf('secret'));
    await store.remove('b', address);
    expect([await listed(store, 'a'), await listed(store, 'b')]).toEqual([[address], []]);
  });

  it('removes a file, and is content where there is none', async () => {
    const address = await store.put('demo', bytesOf('x'));
    await store.remove('demo', address);
    await store.remove('demo', address);
    expect(await store.get('demo', address)).toBeUndefined();
  });

  it('erases a tenant and nobody else', async () => {
    for (const text of ['1', '2', '3']) await store.put('a', bytesOf(text));
    const kept = await store.put('ab', bytesOf('1'));
    expect(await store.eraseTenant('a')).toBe(3);
    expect(await store.eraseTenant('a')).toBe(0);
    expect([await listed(store, 'a'), await listed(store, 'ab')]).toEqual([[], [kept]]);
  });

  it('refuses what is too large, and names that lead elsewhere', async () => {
    await expect(store.put('demo', new Uint8Array(1_001))).rejects.toMatchObject({
      code: 'BLB_TOO_LARGE',
      details: { bytes: 1_001, limit: 1_000 },
    });
    for (const tenant of ['', '..', '../a', 'a/b', 'A', '.a', 'a..b'])
      await expect(store.put(tenant, bytesOf('x'))).rejects.toMatchObject({
        code: 'BLB_ADDRESS_INVALID',
        field: 'tenant',
      });
    for (const address of ['', '../x', addressOf(bytesOf('x')).toUpperCase(), `${addressOf(bytesOf('x'))}0`])
      await expect(store.get('demo', address)).rejects.toMatchObject({ code: 'BLB_ADDRESS_INVALID' });
  });
}
