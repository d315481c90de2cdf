import { readFile } from 'node:fs/promises';
import { type ImportMapping, StellwerkError } from '@stellwerk/contracts';
import { parseMapping } from '@stellwerk/import';
import { parseDocument } from 'yaml';
import { errors } from '../errors.js';
import { unreadable } from '../platform/unreadable.js';

/** The mapping in a YAML file; without one, columns carry the names of fields. @throws CLI_FILE_UNREADABLE, CLI_DOCUMENT_INVALID, IMP_MAPPING_INVALID */
export async function readMapping(path: string | undefined): Promise<ImportMapping> {
  if (path === undefined) return parseMapping({});
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const document = parseDocument(text, { prettyErrors: true });
  const [syntax] = document.errors;
  if (syntax) {
    const problem = syntax.message.split('\n')[0] ?? 'not YAML';
    throw new StellwerkError(errors.DOCUMENT_INVALID, { file: path, number: 1, problem });
  }
  return parseMapping(document.toJS({ maxAliasCount: 100 }));
}
