import { type DeadLetter, isReplayMark, type ReceivedMessage } from '@stellwerk/bus';
import { deadLetterRow, deadLetterService } from '../domain/dead-letter.js';
import type { Messages, PositionedRow, PreparedBatch } from '../domain/prepared-batch.js';
import { rawRow } from '../domain/raw.js';
import type { RecentIds } from '../domain/recent-ids.js';
import type { WarehousePipeline } from './pipeline.js';

/**
 * Prepares a batch of one partition: every message a raw row, those with curated tables their rows, those that cannot be
 * read a dead letter.
 */
export async function prepareBatch(
  pipeline: WarehousePipeline,
  messages: Messages,
  recent: RecentIds,
  receivedAtMs: number,
): Promise<PreparedBatch> {
  const curated: PositionedRow[] = [];
  const dead: DeadLetter[] = [];
  const { topic, partition, offset: firstOffset } = messages[0];
  const service = deadLetterService(topic);
  for (const message of messages) {
    if (service !== undefined) {
      // The note that a letter was replayed is in the raw zone; it is no letter itself.
      if (!isReplayMark(message)) curated.push({ offset: message.offset, row: deadLetterRow(message, service) });
      continue;
    }
    const outcome = await pipeline.run({ message, recent });
    if (outcome.kind === 'ok') {
      for (const row of outcome.value.rows) curated.push({ offset: message.offset, row });
    } else if (outcome.kind === 'dead') {
      const detail = String(outcome.details.detail ?? '');
      dead.push({ message, code: outcome.code, step: outcome.step, detail });
    }
  }
  const raw = messages.map((message) => ({ offset: message.offset, row: rawRow(message, receivedAtMs) }));
  return { topic, partition, firstOffset, lastOffset: lastOf(messages).offset, curated, raw, dead };
}

const lastOf = (messages: Messages): ReceivedMessage => messages.at(-1) ?? messages[0];
