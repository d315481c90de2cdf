import { extname } from 'node:path';
import type { MediaType } from './document.js';

/** Formats by the ending of a file's name. */
const byEnding: Readonly<Record<string, MediaType>> = {
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.json': 'application/json',
  '.txt': 'text/plain',
};

/** Media type of a file; undefined for endings that are not taken. */
export const mediaTypeOf = (file: string): MediaType | undefined => byEnding[extname(file).toLowerCase()];

export const knownEndings = Object.keys(byEnding).join(' ');
