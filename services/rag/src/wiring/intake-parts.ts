import type { IntakeParts } from '../documents/intake.js';
import type { Foundation } from './foundation.js';

type Parts = Pick<Foundation, 'index' | 'ledger'> & { readonly events: Pick<Foundation['events'], 'flush'> };

/** What the doors need of ingestion, by the ledger and its writers; every change is told at once. */
export function intakeParts({ index, ledger, events }: Parts): IntakeParts {
  return {
    async ingest(document, signal) {
      const outcome = await index.ingester.ingest(document, { signal });
      void events.flush();
      return outcome;
    },
    async remove(tenant, documentIds) {
      await index.removal.remove(tenant, documentIds);
      void events.flush();
    },
    documentIds: (tenant, source) =>
      [...ledger.documents(tenant)]
        .filter((record) => record.deletion !== 'done' && (source === undefined || record.source === source))
        .map(({ documentId }) => documentId),
  };
}
