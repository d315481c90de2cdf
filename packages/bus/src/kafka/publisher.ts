import { StellwerkError } from '@stellwerk/contracts';
import type { Kafka, PartitionerArgs, Producer, RecordMetadata } from 'kafkajs';
import { isDeadLetter } from '../delivery/dead-letter.js';
import { busErrors } from '../errors.js';
import { type OutgoingMessage, type PublishReceipt, UnavailableError } from '../port.js';
import { protocolType } from './membership.js';
import { partitionOfKey } from './murmur2.js';
import { type Send, type SendLimits, SendQueue, sizeOf } from './send-queue.js';
import { causeOf, type SharedAdmin } from './shared-admin.js';
import { within } from './within.js';
import { Writability } from './writability.js';
import { probeWrite } from './write-probe.js';

export interface PublisherOptions extends SendLimits {
  readonly clientId: string;
  /** How long a message may wait for others to share its send. */
  readonly lingerMs: number;
  /** Longest wait for the broker to connect, and again to acknowledge. */
  readonly sendTimeoutMs: number;
  /** Largest message in bytes, headers included; below `max.message.bytes` of the topics, dead letters being larger. */
  readonly maxMessageBytes: number;
  readonly now: () => Date;
}

/**
 * Gathers what many callers publish into few sends: acks = all, idempotent producer, one send under way, so that the order
 * per key holds. Nothing is kept after a failure: every waiting caller is told, within the send time-out, and tries again
 * or tells its own caller to. What failed may still have arrived; consumers know events by their id.
 */
export class Publisher {
  readonly #queue: SendQueue;
  readonly #knownTopics = new Set<string>();
  readonly #lookups = new Map<string, Promise<number>>();
  readonly #writability: Writability;
  #producer: Promise<Producer> | null = null;
  #sending: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(
    private readonly kafka: Kafka,
    private readonly admin: SharedAdmin,
    private readonly options: PublisherOptions,
  ) {
    this.#queue = new SendQueue(options);
    this.#writability = new Writability(() => this.#probe(), options.now);
  }

  /**
   * Resolves when all messages are durable.
   * @throws UnavailableError when they could not be made so in time, or a topic does not exist.
   * @throws StellwerkError BUS_MESSAGE_TOO_LARGE
   */
  async publish(messages: readonly OutgoingMessage[]): Promise<PublishReceipt> {
    if (messages.length === 0) return new Map();
    for (const message of messages) assertSize(message, this.options.maxMessageBytes);
    const isNew = messages.some(({ topic }) => !this.#knownTopics.has(topic));
    if (isNew) await Promise.all(messages.map(({ topic }) => this.#assertTopic(topic)));
    if (this.#isClosed) throw new UnavailableError('kafka: the bus is closed');
    const done = this.#queue.add(messages);
    this.#schedule();
    return done;
  }

  /** Why publishing would fail now; `null` = it would not. Once it has failed, a probe or a real message must get through. */
  problem(): Promise<string | null> {
    return this.#writability.problem();
  }

  /** Sends what waits, then disconnects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#sending;
    await this.#sendAll();
    const producer = await this.#producer?.catch(() => null);
    await producer?.disconnect();
  }

  #schedule(): void {
    if (this.#sending || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#sending = this.#sendAll().finally(() => {
        this.#sending = null;
        if (!this.#queue.isEmpty && !this.#isClosed) this.#schedule();
      });
    }, this.options.lingerMs);
  }

  async #sendAll(): Promise<void> {
    for (let send = this.#queue.take(); send; send = this.#queue.take()) await this.#send(send);
  }

  async #send(send: Send): Promise<void> {
    let sending: Promise<RecordMetadata[]> | null = null;
    try {
      const producer = await within(this.options.sendTimeoutMs, this.#connected());
      sending = producer.sendBatch({
        acks: -1,
        timeout: this.options.sendTimeoutMs,
        topicMessages: this.#byTopic(send),
      });
      const sent = await within(this.options.sendTimeoutMs, sending);
      this.#writability.succeeded(topicsOf(send));
      this.#queue.acknowledge(send, receiptOf(sent));
    } catch (error) {
      this.#replaceProducer(sending);
      const [only, ...others] = send.messages;
      if (only && others.length === 0 && protocolType(causeOf(error)) === 'MESSAGE_TOO_LARGE') {
        this.#queue.fail(send, tooLarge(sizeOf(only), 'what its topic allows'));
        return;
      }
      this.#writability.failed(topicsOf(send), error);
      this.#queue.failAll(new UnavailableError('kafka', { cause: error }));
    }
  }

  #byTopic({ messages }: Send) {
    const timestamp = String(this.options.now().getTime());
    return [...Map.groupBy(messages, ({ topic }) => topic)].map(([topic, group]) => ({
      topic,
      messages: group.map(({ key, value, headers, partition }) => ({
        key,
        value,
        headers: headers as Record<string, string>,
        timestamp,
        ...(partition !== undefined && { partition }),
      })),
    }));
  }

  /** The producer of real messages must come up, and a record must get through as they do. */
  async #probe(): Promise<void> {
    const { clientId, sendTimeoutMs: timeoutMs } = this.options;
    await within(timeoutMs, this.#connected());
    await probeWrite(this.kafka, this.admin, { clientId, timeoutMs });
  }

  #connected(): Promise<Producer> {
    this.#producer ??= this.#connect();
    return this.#producer;
  }

  async #connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: () => choosePartition,
      maxInFlightRequests: 1,
      retry: { initialRetryTime: 100, retries: 3, maxRetryTime: 500 },
    });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      this.#producer = null;
      await producer.disconnect().catch(() => {});
      throw error;
    }
  }

  /** An idempotent producer that lost its place (fenced, out of order) stays broken; the next send gets a fresh one. */
  #replaceProducer(sending: Promise<unknown> | null): void {
    const broken = this.#producer;
    this.#producer = null;
    const disconnect = () => broken?.then((producer) => producer.disconnect()).catch(() => {});
    void disconnect();
    // kafkajs connects again to repeat what is under way; once that has ended, the connection must end too.
    void sending?.then(disconnect, disconnect);
  }

  /** A topic that does not exist must not hold up the send it would be part of. */
  async #assertTopic(topic: string): Promise<void> {
    if (this.#knownTopics.has(topic)) return;
    const lookup = this.#lookups.get(topic) ?? this.admin.partitionCount(topic);
    this.#lookups.set(topic, lookup);
    try {
      await lookup;
      this.#knownTopics.add(topic);
    } catch (error) {
      this.#writability.failed([topic], error);
      throw error;
    } finally {
      this.#lookups.delete(topic);
    }
  }
}

const choosePartition = ({ partitionMetadata, message }: PartitionerArgs): number =>
  message.partition ?? partitionOfKey(String(message.key), partitionMetadata.length);

/** What a dead letter may add to its original. */
const DEAD_HEADERS_BYTES = 4_096;

function assertSize(message: OutgoingMessage, limit: number): void {
  const bytes = sizeOf(message);
  if (bytes > limit + (isDeadLetter(message) ? DEAD_HEADERS_BYTES : 0)) throw tooLarge(bytes, `${limit} bytes`);
}

function* topicsOf({ messages }: Send): Iterable<string> {
  for (const { topic } of messages) yield topic;
}

const receiptOf = (sent: readonly RecordMetadata[]): PublishReceipt =>
  new Map(sent.map(({ topicName, partition, baseOffset }) => [`${topicName}/${partition}`, BigInt(baseOffset ?? '0')]));

const tooLarge = (bytes: number, limit: string) => new StellwerkError(busErrors.MESSAGE_TOO_LARGE, { bytes, limit });
