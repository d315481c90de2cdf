import { dirname, resolve } from 'node:path';
import { documentId, StellwerkError, slug } from '@stellwerk/contracts';
import { mediaTypeOf } from '@stellwerk/rag/media-types';
import { z } from 'zod';
import { errors } from '../errors.js';
import { readYaml } from '../mmm/read-yaml.js';

const metadata = {
  source: slug.optional().describe('knowledge-source of the document'),
  mediaType: z.string().max(128).optional().describe('by the ending of the file where absent'),
  title: z.string().min(1).max(512).optional(),
  uri: z.url().max(2048).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
  publishedAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}/)
    .optional(),
  access: z.array(z.string().max(128)).min(1).max(32).optional().describe('narrower than the source allows'),
  tags: z.record(z.string().max(128), z.string().max(256)).optional(),
};

/** Which files to ingest, and what is known of each. Settings at the top hold for every document that says nothing else. */
const manifest = z.strictObject({
  ...metadata,
  documents: z
    .array(z.strictObject({ file: z.string().min(1).max(1024), documentId: documentId.optional(), ...metadata }))
    .min(1)
    .max(10_000),
});

/** A file with what is to be told of it. */
export interface FileToIngest {
  /** Path on this machine. */
  readonly path: string;
  readonly documentId: string;
  readonly source: string;
  readonly mediaType: string | undefined;
  readonly title?: string | undefined;
  readonly uri?: string | undefined;
  readonly language?: string | undefined;
  readonly publishedAt?: string | undefined;
  readonly access?: readonly string[] | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Reads a manifest; files are relative to it. @throws CLI_FILE_UNREADABLE, CLI_MANIFEST_INVALID */
export async function readManifest(file: string, defaultSource: string | undefined): Promise<FileToIngest[]> {
  const parsed = manifest.safeParse(await readYaml(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const problem = `${issue?.path.join('.') || '(whole file)'}: ${issue?.message ?? 'does not fit'}`;
    throw new StellwerkError(errors.MANIFEST_INVALID, { file, problem });
  }
  const { documents, ...common } = parsed.data;
  return documents.map(({ file: path, documentId: id = path, ...own }) => {
    const source = own.source ?? common.source ?? defaultSource;
    if (source === undefined)
      throw new StellwerkError(errors.MANIFEST_INVALID, { file, problem: `${path} names no source` });
    return {
      ...common,
      ...own,
      ...(common.tags && own.tags && { tags: { ...common.tags, ...own.tags } }),
      path: resolve(dirname(file), path),
      documentId: id,
      source,
      mediaType: own.mediaType ?? common.mediaType ?? mediaTypeOf(path),
    };
  });
}
