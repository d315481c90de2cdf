import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bus, type ControlTable, publishControlDocument } from '@stellwerk/bus';
import { type ControlKind, controlKinds, controlSpecs, StellwerkError, slug } from '@stellwerk/contracts';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { errors } from '../errors.js';
import { unreadable } from './unreadable.js';

/** What a person writes: everything but version, author and time. */
export interface WantedDocument {
  readonly kind: ControlKind;
  readonly tenant: string;
  readonly name: string;
  readonly spec: object;
}

/** A document that differs from what governs now. */
export interface DocumentChange extends WantedDocument {
  readonly version: number;
  /** `+ path value`, `- path value` per field. */
  readonly difference: readonly string[];
}

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

/** What would change. */
export function changesTo(control: Pick<ControlTable, 'get'>, wanted: readonly WantedDocument[]): DocumentChange[] {
  return wanted.flatMap((document) => {
    const current = control.get(document.kind, document.tenant, document.name);
    const difference = differenceOf(flatten(current?.spec ?? {}), flatten(document.spec));
    if (current && difference.length === 0) return [];
    return [{ ...document, version: (current?.version ?? 0) + 1, difference }];
  });
}

/** Writes changes, each as the next version. */
export async function writeChanges(bus: Bus, changes: readonly DocumentChange[], by: string, now: Date): Promise<void> {
  for (const { difference: _difference, ...document } of changes) {
    await publishControlDocument(bus, { ...document, by, at: now.toISOString() });
  }
}

function flatten(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value)]]);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return new Map([[path, Array.isArray(value) ? '[]' : '{}']]);
  return new Map(entries.flatMap(([name, inner]) => [...flatten(inner, path === '' ? name : `${path}.${name}`)]));
}

function differenceOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => path !== '').sort();
  return paths.flatMap((path) => {
    const [old, fresh] = [before.get(path), after.get(path)];
    if (old === fresh) return [];
    return [...(old === undefined ? [] : [`- ${path} ${old}`]), ...(fresh === undefined ? [] : [`+ ${path} ${fresh}`])];
  });
}
