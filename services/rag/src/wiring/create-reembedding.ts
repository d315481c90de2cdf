import type { ControlTable } from '@stellwerk/bus';
import { type Clock, errorFields, type Logger } from '@stellwerk/service';
import { settingsOf } from '../asking/settings.js';
import { Reembedding } from '../generations/reembedding.js';
import type { Foundation } from './foundation.js';
import { wantedGeneration } from './generation-tools.js';
import { createKnowledgeRetriever } from './knowledge-retriever.js';

/** Re-embedding over what the service stands on. */
export function createReembedding(
  { index, ledger, engine, models }: Foundation,
  control: ControlTable,
  now: Clock,
  logger: Logger,
): Reembedding {
  return new Reembedding({
    index,
    ledger,
    control,
    now,
    wanted: () => wantedGeneration(models),
    retrieverOf: (snapshot) =>
      createKnowledgeRetriever({
        serving: { snapshot },
        engine,
        texts: index.texts,
        models,
        settingsOf: (tenant) => settingsOf(control, tenant),
      }),
    onFailure: (error, generation) =>
      logger.warn('a generation is not filled to its end', { generation, ...errorFields(error) }),
  });
}
