import { type Kafka, Partitioners, type Producer } from 'kafkajs';
import { type OutgoingMessage, type PublishReceipt, UnavailableError } from '../port.js';

export interface PublisherOptions {
  readonly lingerMs: number;
  readonly maxMessagesPerSend: number;
  readonly maxBytesPerSend: number;
  /** Bytes accepted but not yet acknowledged; beyond it publishing fails at once, which is the back-pressure. */
  readonly maxBytesInFlight: number;
}

interface Waiting {
  readonly messages: readonly OutgoingMessage[];
  readonly bytes: number;
  readonly resolve: (receipt: PublishReceipt) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers what many callers publish into few sends: acks = all, idempotent producer, one send under way, so that order per
 * key holds. A caller's promise settles with the send that carried its messages; nothing is kept after a failure.
 */
export class Publisher {
  #producer: Promise<Producer> | null = null;
  #queue: Waiting[] = [];
  #bytesInFlight = 0;
  #sending = false;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(
    private readonly kafka: Kafka,
    private readonly options: PublisherOptions,
  ) {}

  publish(messages: readonly OutgoingMessage[]): Promise<PublishReceipt> {
    if (messages.length === 0) return Promise.resolve(new Map());
    const bytes = messages.reduce((sum, message) => sum + sizeOf(message), 0);
    if (this.#closed || (this.#bytesInFlight > 0 && this.#bytesInFlight + bytes > this.options.maxBytesInFlight)) {
      return Promise.reject(new UnavailableError('kafka'));
    }
    this.#bytesInFlight += bytes;
    return new Promise((resolve, reject) => {
      this.#queue.push({ messages, bytes, resolve, reject });
      this.#schedule();
    });
  }

  /** Sends what is queued, then disconnects. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#queue.length > 0 || this.#sending) await new Promise((resolve) => setTimeout(resolve, 5));
    await (await this.#producer?.catch(() => null))?.disconnect();
  }

  #schedule(): void {
    if (this.#sending || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#sendNext();
    }, this.options.lingerMs);
  }

  async #sendNext(): Promise<void> {
    const batch = this.#takeBatch();
    if (batch.length === 0) return;
    this.#sending = true;
    try {
      const receipt = await this.#send(batch.flatMap((waiting) => waiting.messages));
      for (const waiting of batch) waiting.resolve(receipt);
    } catch (error) {
      // An idempotent producer that lost its place (fenced, out of order) stays broken; a fresh one takes over.
      await this.#replaceProducer();
      for (const waiting of batch) waiting.reject(new UnavailableError('kafka', { cause: error }));
    } finally {
      for (const waiting of batch) this.#bytesInFlight -= waiting.bytes;
      this.#sending = false;
      if (this.#queue.length > 0) this.#schedule();
    }
  }

  #takeBatch(): Waiting[] {
    let count = 0;
    let bytes = 0;
    let end = 0;
    for (const waiting of this.#queue) {
      count += waiting.messages.length;
      bytes += waiting.bytes;
      if (end > 0 && (count > this.options.maxMessagesPerSend || bytes > this.options.maxBytesPerSend)) break;
      end += 1;
    }
    return this.#queue.splice(0, end);
  }

  async #send(messages: readonly OutgoingMessage[]): Promise<PublishReceipt> {
    const byTopic = Map.groupBy(messages, (message) => message.topic);
    const topicMessages = [...byTopic].map(([topic, group]) => ({
      topic,
      messages: group.map(({ key, value, headers, partition }) => ({
        key,
        value,
        headers: { ...headers },
        ...(partition !== undefined && { partition }),
      })),
    }));
    const sent = await (await this.#connected()).sendBatch({ acks: -1, topicMessages });
    return new Map(
      sent.map(({ topicName, partition, baseOffset }) => [`${topicName}/${partition}`, BigInt(baseOffset ?? '0')]),
    );
  }

  #connected(): Promise<Producer> {
    if (!this.#producer) {
      const producer = this.kafka.producer({
        idempotent: true,
        allowAutoTopicCreation: false,
        createPartitioner: Partitioners.DefaultPartitioner,
        maxInFlightRequests: 1,
        retry: { retries: 3, maxRetryTime: 500 },
      });
      this.#producer = producer.connect().then(
        () => producer,
        (error: unknown) => {
          this.#producer = null;
          throw error;
        },
      );
    }
    return this.#producer;
  }

  async #replaceProducer(): Promise<void> {
    const broken = this.#producer;
    this.#producer = null;
    await broken?.then((producer) => producer.disconnect()).catch(() => {});
  }
}

/** Value, key and a flat allowance for headers and framing. */
function sizeOf(message: OutgoingMessage): number {
  return (message.value?.length ?? 0) + message.key.length + 256;
}
