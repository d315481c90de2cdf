import { SpanKind, trace } from '@opentelemetry/api';
import {
  type Bus,
  type ControlTable,
  type DeadLetter,
  type MessageBatch,
  toDeadLetters,
  UnavailableError,
} from '@stellwerk/bus';
import { isUnavailable } from '@stellwerk/clickhouse';
import { deadLetterTopic } from '@stellwerk/contracts';
import { type Clock, inSpan } from '@stellwerk/service';
import { BatchRows } from '../adapters/batch-rows.js';
import type { WarehouseStore } from '../adapters/warehouse-store.js';
import { mapperByTopic } from '../domain/mappers/registry.js';
import type { Messages, PreparedBatch } from '../domain/prepared-batch.js';
import { keepDaysOf } from '../domain/raw-retention.js';
import { RecentIds } from '../domain/recent-ids.js';
import { createPipeline } from '../pipeline/pipeline.js';
import { prepareBatch } from '../pipeline/prepare.js';
import { SERVICE } from '../service-name.js';
import { PartitionMemory } from './partition-memory.js';

export const DEAD_LETTER_TOPIC = deadLetterTopic(SERVICE);

/** What a batch needs of the store. */
export type BatchStore = Pick<WarehouseStore, 'takeOver' | 'recentIds' | 'storeCurated' | 'storeLedger'>;

type Place = Pick<MessageBatch, 'topic' | 'partition'> & Partial<Pick<MessageBatch, 'signal'>>;

/** Stores batches of every topic. One per process; partitions are handled side by side, batches of one in turn. */
export class BatchHandler {
  readonly #pipeline = createPipeline({ mapperByTopic });
  readonly #partitions = new PartitionMemory();
  /** What partitions wait for, by topic and number: that others go on says nothing about them. */
  readonly #stalledBy = new Map<string, string>();

  constructor(
    private readonly store: BatchStore,
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly control: Pick<ControlTable, 'all'>,
    private readonly clock: Clock,
  ) {}

  /** Where a newly assigned partition goes on: the ledger in ClickHouse decides, not the committed offset. */
  async resumeAt(topic: string, partition: number): Promise<bigint | null> {
    return this.#watched({ topic, partition }, async () => {
      const nextOffset = await this.store.takeOver(topic, partition);
      const isCurated = mapperByTopic.has(topic);
      const recent = isCurated ? await this.store.recentIds(topic, partition, nextOffset ?? 0n) : new RecentIds(1);
      this.#partitions.hold(topic, partition, { recent, nextOffset, endOffset: null });
      return nextOffset;
    });
  }

  async released(topic: string, partition: number): Promise<void> {
    this.#partitions.release(topic, partition);
    this.#stalledBy.delete(placeOf({ topic, partition }));
  }

  /** Stores a batch. @throws UnavailableError: repeat the identical batch */
  async handle(batch: MessageBatch): Promise<void> {
    if (!hasMessages(batch.messages)) return;
    const held = this.#partitions.of(batch.topic, batch.partition);
    held.endOffset = batch.endOffset;
    const prepared = await prepareBatch(batch.messages, {
      pipeline: this.#pipeline,
      recent: held.recent,
      receivedAtMs: this.clock().getTime(),
      keepDaysOf: (tenant) => keepDaysOf(this.control, batch.topic, tenant),
      rows: new BatchRows(),
    });
    try {
      await this.#watched(batch, () => this.#storeInSpan(prepared, batch));
    } catch (error) {
      // What is not stored was not seen: as the original of a dead letter it may come again.
      held.recent.forgetFrom(Number(prepared.firstOffset));
      throw error;
    }
    held.nextOffset = prepared.lastOffset + 1n;
  }

  /** Health: what storing waits for, `null` when it goes on. */
  get stalledBy(): string | null {
    const [first] = this.#stalledBy.values();
    return first ?? null;
  }

  /** Messages seen but not stored yet. */
  get lag(): bigint {
    return this.#partitions.lag();
  }

  /** The span hangs under that of the batch, which names the traces that it took part in. */
  async #storeInSpan(prepared: PreparedBatch<BatchRows>, batch: MessageBatch): Promise<void> {
    const store = async () => {
      await this.store.storeCurated(prepared, batch.signal);
      await this.#publishDead(prepared.dead);
      await this.store.storeLedger(prepared, batch.signal);
    };
    if (!trace.getActiveSpan()?.isRecording()) return store();
    const attributes = {
      'db.system.name': 'clickhouse',
      'messaging.destination.name': batch.topic,
      'messaging.destination.partition.id': String(batch.partition),
      'stellwerk.first_offset': Number(prepared.firstOffset),
      'stellwerk.last_offset': Number(prepared.lastOffset),
      'stellwerk.rows': prepared.rows.curatedRows,
    };
    return inSpan('insert rows', { kind: SpanKind.CLIENT, attributes }, store);
  }

  /**
   * Not left to the bus, which publishes when the handler has returned: by then the ledger says that the messages are done,
   * and a crash in between would lose their dead letters.
   */
  async #publishDead(dead: readonly DeadLetter[]): Promise<void> {
    await this.bus.publish(toDeadLetters(dead, DEAD_LETTER_TOPIC, SERVICE, this.clock()));
  }

  async #watched<Value>(partition: Place, work: () => Promise<Value>): Promise<Value> {
    try {
      const value = await work();
      this.#stalledBy.delete(placeOf(partition));
      return value;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      const reason = error instanceof Error ? error.message : 'ClickHouse does not answer';
      // A partition that was taken away meanwhile waits somewhere else, if at all.
      if (!partition.signal?.aborted) this.#stalledBy.set(placeOf(partition), reason);
      throw new UnavailableError('clickhouse', { cause: error });
    }
  }
}

const placeOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;
const hasMessages = (messages: MessageBatch['messages']): messages is Messages => messages.length > 0;
