import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { mediaTypeOf } from '@stellwerk/rag/media-types';
import { unreadable } from '../platform/unreadable.js';
import type { FileToIngest } from './manifest.js';

type Shared = Omit<FileToIngest, 'path' | 'documentId' | 'mediaType'>;

/**
 * Files by name, and every file of a known format below folders, in the order of their names. The id of a document is its path
 * below the folder, so that it stays the same over versions.
 * @throws CLI_FILE_UNREADABLE
 */
export async function findFiles(paths: readonly string[], shared: Shared): Promise<FileToIngest[]> {
  const found: FileToIngest[] = [];
  for (const path of paths) {
    const about = await stat(path).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    if (!about.isDirectory()) {
      found.push({ ...shared, path, documentId: basename(path), mediaType: mediaTypeOf(path) });
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) {
      const mediaType = mediaTypeOf(file);
      if (mediaType === undefined) continue;
      found.push({ ...shared, path: file, documentId: relative(path, file).split(sep).join('/'), mediaType });
    }
  }
  return found;
}
