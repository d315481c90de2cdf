import { editionOf } from '../domain/point-ids.js';
import type { StoredGeneration } from '../generations/generation-index.js';
import type { Ledger } from './ledger.js';
import type { VersionRecord } from './records.js';

/** A tenant's points in one generation, held one by one against the ledger. */
export interface Audit {
  readonly tenant: string;
  readonly generation: string;
  readonly expected: number;
  readonly present: number;
  /** Documents of which a request sees other points than the ledger says. */
  readonly differing: readonly string[];
  /** Documents of which a request sees more than one version. */
  readonly mixed: readonly string[];
  /** Points that no version of the ledger accounts for. */
  readonly stray: readonly string[];
}

/** Reads every point of a tenant in a generation. Slow and exact: for repair, tests and proofs. */
export async function audit(ledger: Ledger, generation: StoredGeneration, tenant: string): Promise<Audit> {
  const sequence = ledger.sequence(tenant);
  const served = new Map<string, VersionRecord>();
  const known = new Set<string>();
  for (const document of ledger.documents(tenant)) {
    const version = ledger.served(document);
    if (version) served.set(document.documentId, version);
    for (const one of ledger.versions(tenant, document.documentId)) known.add(editionOf(one, one.revision));
  }
  for (const one of ledger.stagedVersions()) known.add(editionOf(one, one.revision));
  const seen = new Map<string, { points: number; editions: Set<string>; versions: Set<string> }>();
  const stray: string[] = [];
  for await (const page of generation.points(tenant).scroll({}, { withPayload: true })) {
    for (const { id, payload = {} } of page) {
      const { documentId, version, edition, visibleFrom, visibleUntil } = payload;
      if (!known.has(String(edition))) stray.push(id);
      if (!(Number(visibleFrom) <= sequence && Number(visibleUntil) > sequence)) continue;
      const ofDocument = seen.get(String(documentId)) ?? { points: 0, editions: new Set(), versions: new Set() };
      ofDocument.points++;
      ofDocument.editions.add(String(edition));
      ofDocument.versions.add(String(version));
      seen.set(String(documentId), ofDocument);
    }
  }
  let [expected, present] = [0, 0];
  const [differing, mixed]: [string[], string[]] = [[], []];
  for (const documentId of new Set([...served.keys(), ...seen.keys()])) {
    const version = served.get(documentId);
    const due = version?.generations[generation.name]?.points ?? 0;
    const found = seen.get(documentId);
    expected += due;
    present += found?.points ?? 0;
    if ((found?.versions.size ?? 0) > 1) mixed.push(documentId);
    const edition = version && editionOf(version, version.revision);
    const isRight = found
      ? due === found.points && edition !== undefined && found.editions.size === 1 && found.editions.has(edition)
      : due === 0;
    if (!isRight) differing.push(documentId);
  }
  return { tenant, generation: generation.name, expected, present, differing, mixed, stray };
}
