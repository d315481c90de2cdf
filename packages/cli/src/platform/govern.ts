import type { ControlTable, DocumentChange, WantedDocument } from '@stellwerk/bus';
import type { ControlDocument, ControlKind } from '@stellwerk/contracts';
import { ask } from './ask.js';
import type { Endpoints } from './endpoints.js';

/** The control documents that the token may see, as they stood when they were asked for. */
export type Governing = Pick<ControlTable, 'get' | 'all'>;

/** What a change came to, or would come to. */
export interface Applied {
  readonly changes: readonly DocumentChange[];
  readonly unchanged: number;
}

const PATH = '/v1/control';

/** Asks the service that governs what governs now. */
export async function readGoverning(endpoints: Pick<Endpoints, 'urls' | 'token'>): Promise<Governing> {
  const { documents } = await ask<{ documents: ControlDocument[] }>(endpoints, 'warehouse', { path: PATH });
  const all = <Kind extends ControlKind>(kind: Kind) =>
    documents.filter((one): one is ControlDocument<Kind> => one.kind === kind);
  return {
    all,
    get: (kind, tenant, name) => all(kind).find((one) => one.tenant === tenant && one.name === name),
  };
}

/** Writes what differs, in the name of the token; with `dryRun` it is only told. */
export function govern(
  endpoints: Pick<Endpoints, 'urls' | 'token'>,
  documents: readonly WantedDocument[],
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<Applied> {
  return ask<Applied>(endpoints, 'warehouse', { method: 'PUT', path: PATH, body: { documents, dryRun } });
}
