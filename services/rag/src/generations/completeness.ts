import { countVisible } from '../ledger/count.js';
import type { Ledger } from '../ledger/ledger.js';
import type { StoredGeneration } from './generation-index.js';

/** Whether a generation has everything that is served, by ledger and by count in the engine. */
export interface Completeness {
  readonly generation: string;
  /** Points by the ledger, of versions that the generation has. */
  readonly expected: number;
  /** Points that a request sees now, counted in the engine. */
  readonly present: number;
  /** Documents whose version it lacks, or has in part. */
  readonly owed: number;
  readonly isComplete: boolean;
}

/** Counts a generation over all tenants. @throws what the engine throws */
export async function completenessOf(ledger: Ledger, generation: StoredGeneration): Promise<Completeness> {
  let [expected, present, owed] = [0, 0, 0];
  let isExact = true;
  for (const tenant of ledger.tenants()) {
    let ofTenant = 0;
    for (const document of ledger.documents(tenant)) {
      const version = ledger.served(document);
      if (!version) continue;
      const share = version.generations[generation.name];
      if (share?.state === 'complete') ofTenant += share.points;
      else owed++;
    }
    const found = await countVisible(generation.points(tenant), ledger.sequence(tenant));
    // Too many here must not make up for too few there.
    isExact &&= found === ofTenant;
    expected += ofTenant;
    present += found;
  }
  return { generation: generation.name, expected, present, owed, isComplete: isExact && owed === 0 };
}
