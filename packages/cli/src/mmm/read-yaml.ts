import { readFile } from 'node:fs/promises';
import { StellwerkError } from '@stellwerk/contracts';
import { parseDocument } from 'yaml';
import { errors } from '../errors.js';
import { unreadable } from '../platform/unreadable.js';

/** What a YAML file says. @throws CLI_FILE_UNREADABLE */
export async function readYaml(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const document = parseDocument(text, { prettyErrors: true });
  const [syntax] = document.errors;
  if (syntax)
    throw new StellwerkError(errors.FILE_UNREADABLE, { file, problem: syntax.message.split('\n')[0] ?? 'no YAML' });
  return document.toJS({ maxAliasCount: 100 });
}
