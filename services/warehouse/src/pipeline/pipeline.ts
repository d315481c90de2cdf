import type { ReceivedMessage } from '@stellwerk/bus';
import { start } from '@stellwerk/pipeline';
import type { Mapper } from '../domain/mapper.js';
import type { RecentIds } from '../domain/recent-ids.js';
import { createDistinctStep } from './distinct.step.js';
import { createMapStep } from './map.step.js';
import { createParseStep } from './parse.step.js';

export interface PipelineInput {
  readonly message: ReceivedMessage;
  /** Ids of the message's partition. */
  readonly recent: RecentIds;
}

export interface PipelineDeps {
  readonly mapperByTopic: ReadonlyMap<string, Mapper>;
}

/** From a message to the rows of curated tables. */
export const createPipeline = ({ mapperByTopic }: PipelineDeps) =>
  start<PipelineInput>().pipe(createParseStep(mapperByTopic)).pipe(createMapStep()).pipe(createDistinctStep()).build();

export type WarehousePipeline = ReturnType<typeof createPipeline>;
