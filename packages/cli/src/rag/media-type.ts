import { extname } from 'node:path';

/** Formats by the ending of a file's name. */
const mediaTypes: Readonly<Record<string, string>> = {
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
export const mediaTypeOf = (file: string): string | undefined => mediaTypes[extname(file).toLowerCase()];

export const knownEndings = Object.keys(mediaTypes).join(' ');
