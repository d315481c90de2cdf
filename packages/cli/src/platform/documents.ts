import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bus, type DocumentChange, publishControlDocument, type WantedDocument } from '@stellwerk/bus';
import { controlKinds, controlSpecs, StellwerkError, slug } from '@stellwerk/contracts';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { errors } from '../errors.js';
import { unreadable } from './unreadable.js';

export { changesTo, type DocumentChange, type WantedDocument } from '@stellwerk/bus';

const head = z.strictObject({
  kind: z.enum(controlKinds),
  tenant: slug,
  name: slug,
  spec: z.record(z.string(), z.unknown()),
});

/** Reads every YAML document of a file, or of the YAML files of a folder. @throws CLI_FILE_UNREADABLE, CLI_DOCUMENT_INVALID */
export async function readDocuments(path: string): Promise<WantedDocument[]> {
  const refuse = (file: string) => (error: unknown) => {
    throw unreadable(file, error);
  };
  const isFolder = (await stat(path).catch(refuse(path))).isDirectory();
  const files = isFolder
    ? (await readdir(path, { recursive: true }))
        .filter((file) => /\.ya?ml$/.test(file))
        .sort()
        .map((file) => join(path, file))
    : [path];
  const documents: WantedDocument[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(refuse(file));
    documents.push(...parseDocuments(text, file));
  }
  return documents;
}

/** @throws CLI_DOCUMENT_INVALID naming file, document and field. */
export function parseDocuments(text: string, file: string): WantedDocument[] {
  const parsed = parseAllDocuments(text, { prettyErrors: true });
  const all = Array.isArray(parsed) ? parsed : [];
  return all.map((document, index) => {
    const refuse = (problem: string) =>
      new StellwerkError(errors.DOCUMENT_INVALID, { file, number: index + 1, problem });
    const [syntax] = document.errors;
    if (syntax) throw refuse(syntax.message.split('\n')[0] ?? 'not YAML');
    const outer = head.safeParse(document.toJS({ maxAliasCount: 100 }));
    if (!outer.success) throw refuse(firstIssue(outer.error));
    const spec = controlSpecs[outer.data.kind].safeParse(outer.data.spec);
    if (!spec.success) throw refuse(`spec.${firstIssue(spec.error)}`);
    return { ...outer.data, spec: spec.data };
  });
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'does not fit';
}

/** Writes changes, each as the next version. */
export async function writeChanges(bus: Bus, changes: readonly DocumentChange[], by: string, now: Date): Promise<void> {
  for (const { difference: _difference, ...document } of changes) {
    await publishControlDocument(bus, { ...document, by, at: now.toISOString() });
  }
}
