import { join } from 'node:path';
import { readKey, readOrCreateKey } from './key-files.js';

/** Keys that sign the links of a source, one file each; removing the file ends all links of the source. */
export interface LinkKeys {
  /** The key, made when the first link is signed. */
  create(tenant: string, source: string): Buffer;
  /** The key, or `null` where no link was ever signed. */
  find(tenant: string, source: string): Buffer | null;
}

export function createLinkKeys(secretsDir: string): LinkKeys {
  const fileOf = (tenant: string, source: string) => join(secretsDir, 'links', tenant, source);
  return {
    create: (tenant, source) => readOrCreateKey(fileOf(tenant, source)),
    find: (tenant, source) => readKey(fileOf(tenant, source)),
  };
}
