import { type DeadLetter, isReplayMark, type ReceivedMessage } from '@stellwerk/bus';
import { deadLetterRow, deadLetterService } from '../domain/dead-letter.js';
import type { Messages, PreparedBatch, RowCollector } from '../domain/prepared-batch.js';
import { rawRow, tenantOf } from '../domain/raw.js';
import type { RecentIds } from '../domain/recent-ids.js';
import type { WarehousePipeline } from './pipeline.js';

/** What the rows of a batch are made with. */
export interface PrepareDeps<Rows extends RowCollector> {
  readonly pipeline: WarehousePipeline;
  readonly recent: RecentIds;
  readonly receivedAtMs: number;
  /** Days that the raw zone keeps the messages of a tenant in this batch. */
  readonly keepDaysOf: (tenant: string) => number;
  /** Empty; takes the rows of this batch. */
  readonly rows: Rows;
}

/**
 * Prepares a batch of one partition: every message a raw row, those with curated tables their rows, those that cannot be
 * read a dead letter.
 */
export async function prepareBatch<Rows extends RowCollector>(
  messages: Messages,
  { pipeline, recent, receivedAtMs, keepDaysOf, rows }: PrepareDeps<Rows>,
): Promise<PreparedBatch<Rows>> {
  const dead: DeadLetter[] = [];
  const { topic, partition, offset: firstOffset } = messages[0];
  const service = deadLetterService(topic);
  const keepDaysIn = rememberedBy(keepDaysOf);
  for (const message of messages) {
    rows.addRaw(rawRow(message, receivedAtMs, keepDaysIn(tenantOf(message))), message.offset);
    if (service !== undefined) {
      // The note that a letter was replayed is in the raw zone; it is no letter itself.
      if (!isReplayMark(message)) rows.addCurated(deadLetterRow(message, service), message.offset);
      continue;
    }
    const outcome = await pipeline.run({ message, recent });
    if (outcome.kind === 'ok') {
      for (const row of outcome.value.rows) rows.addCurated(row, message.offset);
    } else if (outcome.kind === 'dead') {
      const detail = String(outcome.details.detail ?? '');
      dead.push({ message, code: outcome.code, step: outcome.step, detail });
    }
  }
  return { topic, partition, firstOffset, lastOffset: lastOf(messages).offset, rows, dead };
}

/** Asked once per tenant: a batch holds many messages of few, and a platform may have thousands with documents of their own. */
function rememberedBy(answer: (tenant: string) => number): (tenant: string) => number {
  const answers = new Map<string, number>();
  return (tenant) => {
    const known = answers.get(tenant) ?? answer(tenant);
    answers.set(tenant, known);
    return known;
  };
}

const lastOf = (messages: Messages): ReceivedMessage => messages.at(-1) ?? messages[0];
