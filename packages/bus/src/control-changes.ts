import type { ControlKind } from '@stellwerk/contracts';
import type { ControlTable } from './control-table.js';

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

/** What would change, each as the next version. */
export function changesTo(control: Pick<ControlTable, 'get'>, wanted: readonly WantedDocument[]): DocumentChange[] {
  return wanted.flatMap((document) => {
    const current = control.get(document.kind, document.tenant, document.name);
    const difference = differenceOf(flatten(current?.spec ?? {}), flatten(document.spec));
    if (current && difference.length === 0) return [];
    return [{ ...document, version: (current?.version ?? 0) + 1, difference }];
  });
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
