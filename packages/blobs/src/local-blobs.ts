import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StellwerkError, slug } from '@stellwerk/contracts';
import { blobErrors } from './errors.js';
import type { BlobStore } from './port.js';

const ADDRESS = /^[0-9a-f]{64}$/;

/**
 * Blobs in a local folder: `<tenant>/<first two digits>/<address>`. A file appears whole, under its final name, once it is on
 * the disk; whatever a crash leaves has another name and is never read.
 */
export class LocalBlobs implements BlobStore {
  constructor(private readonly folder: string) {}

  async put(tenant: string, bytes: Uint8Array): Promise<string> {
    const address = addressOf(bytes);
    const file = this.#fileOf(tenant, address);
    await onDisk(async () => {
      if (await isThere(file)) return;
      const folder = dirname(file);
      const made = await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `.${randomBytes(8).toString('hex')}`);
      try {
        await withFile(draft, 'wx', async (handle) => {
          await handle.writeFile(bytes);
          await handle.sync();
        });
        await rename(draft, file);
      } finally {
        await rm(draft, { force: true });
      }
      // A new folder is an entry of the one above it.
      for (const changed of made === undefined ? [folder] : [folder, dirname(folder), this.folder])
        await withFile(changed, 'r', (handle) => handle.sync());
    });
    return address;
  }

  async get(tenant: string, address: string): Promise<Uint8Array | undefined> {
    const file = this.#fileOf(tenant, address);
    const bytes = await onDisk(() => readFile(file).catch(unlessAbsent));
    if (bytes && addressOf(bytes) !== address) throw new StellwerkError(blobErrors.DAMAGED, { address });
    return bytes;
  }

  async remove(tenant: string, address: string): Promise<void> {
    const file = this.#fileOf(tenant, address);
    await onDisk(() => rm(file, { force: true }));
  }

  #fileOf(tenant: string, address: string): string {
    for (const [field, fits] of Object.entries({
      tenant: slug.safeParse(tenant).success,
      address: ADDRESS.test(address),
    }))
      if (!fits) throw new StellwerkError(blobErrors.ADDRESS_INVALID, { field }, { field });
    return join(this.folder, tenant, address.slice(0, 2), address);
  }
}

/** SHA-256 in hexadecimal. */
export const addressOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function isThere(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(unlessAbsent);
  await handle?.close();
  return handle !== undefined;
}

async function withFile(file: string, flags: string, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(file, flags, 0o600);
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}

function unlessAbsent(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
  return undefined;
}

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** What the disk refuses is an outage, by the system's code and nothing else. */
async function onDisk<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new StellwerkError(blobErrors.UNAVAILABLE, { code }, { cause: error });
  }
}
