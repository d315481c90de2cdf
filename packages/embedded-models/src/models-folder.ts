import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from './errors.js';

export const MANIFEST = 'manifest.json';

const manifestSchema = z.object({
  version: z.literal(1),
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** The converted models on disk, every file of which has the digest that the manifest states. */
export interface ModelsFolder {
  readonly path: string;
  /** SHA-256 of each file, by its path inside the folder. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Reads the manifest and checks every file. @throws EMB_MODEL_MISSING, EMB_MODEL_DAMAGED. */
export async function openModelsFolder(path: string): Promise<ModelsFolder> {
  const digests = await readManifest(join(path, MANIFEST));
  for (const [file, expected] of digests) {
    if ((await sha256(join(path, file))) !== expected) {
      throw new StellwerkError(errors.MODEL_DAMAGED, { file, problem: 'its SHA-256 differs from the manifest' });
    }
  }
  return { path, digests };
}

/** Short name of what a set of files computes: it changes whenever one of them does. */
export function revisionOf(folder: ModelsFolder, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(digestOf(folder, file));
  return `sha256:${hash.digest('hex').slice(0, 16)}`;
}

/** @throws EMB_MODEL_MISSING when the manifest does not name the file. */
export function digestOf(folder: ModelsFolder, file: string): string {
  const digest = folder.digests.get(file);
  if (!digest) throw new StellwerkError(errors.MODEL_MISSING, { file });
  return digest;
}

async function readManifest(file: string): Promise<Map<string, string>> {
  const text = await readFile(file, 'utf8').catch(rethrowMissing(MANIFEST));
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new StellwerkError(errors.MODEL_DAMAGED, { file: MANIFEST, problem: 'it is no manifest of this version' });
  }
  return new Map(Object.entries(parsed.data.files));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash).catch(rethrowMissing(file));
  return hash.digest('hex');
}

function rethrowMissing(file: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    throw error.code === 'ENOENT' ? new StellwerkError(errors.MODEL_MISSING, { file }, { cause: error }) : error;
  };
}
