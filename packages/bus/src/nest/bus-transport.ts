import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { BatchOutcome, Bus, MessageBatch, Subscription, SubscriptionOptions } from '../port.js';

/** How one pattern (topic) is consumed; the rest comes from the transport. */
export type PatternOptions = Partial<Omit<SubscriptionOptions, 'topics' | 'handle' | 'deadLetterTopic'>>;

export interface BusTransportOptions {
  readonly bus: Bus;
  /** Consumer group, unless a pattern has its own. */
  readonly group: string;
  readonly deadLetterTopic: string;
  readonly patterns?: Readonly<Record<string, PatternOptions>>;
}

/**
 * Lets services handle batches with `@EventPattern<string>(contract.type)`. A pattern may name several topics, separated by
 * commas. What the handler returns or throws reaches the bus as it is: commit, retry and dead letters depend on it.
 */
export class BusTransport extends Server implements CustomTransportStrategy {
  #subscriptions: Subscription[] = [];

  constructor(private readonly options: BusTransportOptions) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.#subscribeAll().then(() => callback(), callback);
  }

  async close(): Promise<void> {
    await Promise.all(this.#subscriptions.map((subscription) => subscription.stop()));
    this.#subscriptions = [];
  }

  /** Subscriptions, for health checks. */
  get subscriptions(): readonly Subscription[] {
    return this.#subscriptions;
  }

  on(): never {
    throw new Error('the bus transport has no events');
  }

  unwrap<Value>(): Value {
    return this.options.bus as Value;
  }

  async #subscribeAll(): Promise<void> {
    for (const pattern of this.messageHandlers.keys()) {
      const handler = this.getHandlerByPattern(pattern);
      if (!handler) continue;
      const subscription = await this.options.bus.subscribe({
        group: this.options.group,
        deadLetterTopic: this.options.deadLetterTopic,
        ...this.options.patterns?.[pattern],
        topics: pattern.split(','),
        handle: async (batch: MessageBatch) => outcomeOf(await handler(batch)),
      });
      this.#subscriptions.push(subscription);
    }
  }
}

/** Nest wraps the handler's answer in an Observable; without awaiting it an error would be lost and the offset committed. */
async function outcomeOf(answer: unknown): Promise<BatchOutcome | undefined> {
  const value = isObservable(answer) ? await lastValueFrom(answer, { defaultValue: undefined }) : answer;
  return (value ?? undefined) as BatchOutcome | undefined;
}
