import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { ADDRESS, addressOf, checkedAddress, checkedTenant, refuseLarge, verified } from './address.js';
import { blobErrors } from './errors.js';
import type { BlobStore } from './port.js';

/** Bytes of the largest file where nothing else is asked for. */
const MAX_BYTES = 100_000_000;
/** Hexadecimal digits of an address that name its folder, so that no folder grows without bound. */
const SHARD_DIGITS = 2;

/**
 * Files in a folder: `<folder>/<tenant>/<ab>/<address>`, readable by their owner alone. A file appears whole or not at all
 * (draft, fsync, rename, fsync of the folder); a draft that a killed process left goes with its file.
 */
export class LocalBlobs implements BlobStore {
  /** @param maxBytes Bytes of the largest file */
  constructor(
    private readonly folder: string,
    private readonly maxBytes = MAX_BYTES,
  ) {}

  async put(tenant: string, bytes: Uint8Array): Promise<string> {
    refuseLarge(bytes, this.maxBytes);
    const address = addressOf(bytes);
    const file = this.#file(tenant, address);
    return onDisk('stored', async () => {
      if (await holds(file, bytes)) return address;
      await makeFolder(dirname(file), this.folder);
      const draft = `${file}.${randomBytes(8).toString('hex')}.draft`;
      try {
        await writeDurably(draft, bytes);
        await rename(draft, file);
      } finally {
        await rm(draft, { force: true });
      }
      await syncFolder(dirname(file));
      return address;
    });
  }

  async get(tenant: string, address: string): Promise<Uint8Array | undefined> {
    const file = this.#file(tenant, checkedAddress(address));
    const bytes = await onDisk('read', () => unlessAbsent(readFile(file)));
    return bytes && verified(bytes, address);
  }

  async remove(tenant: string, address: string): Promise<void> {
    const file = this.#file(tenant, checkedAddress(address));
    await onDisk('removed', async () => {
      const names = (await unlessAbsent(readdir(dirname(file)))) ?? [];
      const own = names.filter((name) => name.startsWith(address));
      for (const name of own) await rm(join(dirname(file), name), { force: true });
      if (own.length > 0) await syncFolder(dirname(file));
    });
  }

  async *list(tenant: string): AsyncIterable<string> {
    const folder = join(this.folder, checkedTenant(tenant));
    const shards = (await onDisk('listed', () => unlessAbsent(readdir(folder)))) ?? [];
    for (const shard of shards) {
      const names = (await onDisk('listed', () => unlessAbsent(readdir(join(folder, shard))))) ?? [];
      for (const name of names) if (ADDRESS.test(name)) yield name;
    }
  }

  async eraseTenant(tenant: string): Promise<number> {
    const folder = join(this.folder, checkedTenant(tenant));
    let removed = 0;
    for await (const _address of this.list(tenant)) removed++;
    await onDisk('removed', async () => {
      await rm(folder, { recursive: true, force: true });
      const left = await unlessAbsent(stat(folder));
      if (left !== undefined)
        throw new StellwerkError(blobErrors.UNAVAILABLE, {
          operation: 'removed',
          code: 'written at the same time',
        });
      if ((await unlessAbsent(stat(this.folder))) !== undefined) await syncFolder(this.folder);
    });
    return removed;
  }

  #file(tenant: string, address: string): string {
    return join(this.folder, checkedTenant(tenant), address.slice(0, SHARD_DIGITS), address);
  }
}

/** Whether a file is there with these bytes; a damaged one is not. */
async function holds(file: string, bytes: Uint8Array): Promise<boolean> {
  const found = await unlessAbsent(stat(file));
  if (found?.size !== bytes.length) return false;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).equals(await readFile(file));
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and, without which a power failure could take it back, makes its parents name it. */
async function makeFolder(folder: string, root: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let parent = dirname(folder); parent.length >= dirname(root).length; parent = dirname(parent)) {
    await syncFolder(parent);
    if (parent === dirname(parent)) return;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessAbsent<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What the disk refuses becomes an error that names the system's code and no path. */
async function onDisk<Value>(operation: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (syscall === undefined) throw cause;
    throw new StellwerkError(blobErrors.UNAVAILABLE, { operation, code: code ?? 'unknown' }, { cause });
  }
}
