import { Module, type Type } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { CONTROL_TABLE } from '@stellwerk/service';
import type { Generation, IndexSnapshot } from '../domain/generation.js';
import type { Retriever } from '../domain/ports.js';
import type { SearchHit } from '../domain/search.js';
import { visibleAt } from '../domain/visibility.js';
import { Reembedding } from '../generations/reembedding.js';
import { GenerationsController } from '../http/generations.controller.js';
import { UpkeepController } from '../http/upkeep.controller.js';
import { Foundation } from '../wiring/foundation.js';
import { sweepAll } from '../wiring/sweep-all.js';
import type { openTestIndex, TestState } from './test-index.js';

export interface UpkeepModuleParts {
  readonly state: TestState;
  readonly index: ReturnType<typeof openTestIndex>;
  /** What a generation would be that is begun now. */
  readonly wanted: Generation;
  readonly failures: unknown[];
}

/** The doors that keep the index, over the real index on an engine in memory. */
export function upkeepModule({ state, index, wanted, failures }: UpkeepModuleParts): Type {
  @Module({
    controllers: [GenerationsController, UpkeepController],
    providers: [
      {
        provide: Foundation,
        useValue: { index, sweep: () => sweepAll({ index, events: { flush: async () => {} } }) },
      },
      {
        provide: Reembedding,
        inject: [CONTROL_TABLE],
        useFactory: (control: ControlTable) =>
          new Reembedding({
            ...{ index, control, ledger: index.ledger },
            wanted: () => wanted,
            retrieverOf: (snapshot) => nearestSentences(state, snapshot),
            now: () => new Date(state.clock.now()),
            onFailure: (error) => failures.push(error),
          }),
      },
    ],
  })
  class UpkeepModule {}

  return UpkeepModule;
}

/** Documents by the cosine of their sentences alone. */
const nearestSentences = ({ engine }: TestState, snapshotOf: (tenant: string) => IndexSnapshot): Retriever => ({
  async search({ query, limit }, { tenant }) {
    const { collection, embeddings, name, sequence } = snapshotOf(tenant);
    const [vector] = await embeddings.embed([query], 'query', { tenant, useCase: 'search', caller: 'test' });
    if (!vector) throw new RangeError('there is no vector');
    const asked = { using: 'sentence', vector, limit, filter: { must: visibleAt(sequence) } };
    const [hits = []] = await engine.tenant(collection, tenant).search([asked]);
    return {
      generation: name,
      hits: hits.map(({ score, payload }) => ({ documentId: String(payload?.documentId), score }) as SearchHit),
    };
  },
});
