import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import {
  type BatchOutcome,
  type Bus,
  type MessageBatch,
  type Subscription,
  type SubscriptionOptions,
  UnavailableError,
} from '../port.js';
import { type Consumed, mergeByGroup, type PatternOptions } from './merge-by-group.js';

export interface BusTransportOptions {
  readonly bus: Bus;
  /** Consumer group, unless a pattern has its own. */
  readonly group: string;
  readonly deadLetterTopic: string;
  /** Options of single patterns, under the text given to `@EventPattern`. */
  readonly patterns?: Readonly<Record<string, PatternOptions>>;
}

/**
 * Lets services handle batches with `@EventPattern<string>(contract.type)`. A pattern may name several topics, separated by
 * commas. Patterns of one group share one subscription, as Kafka demands of a group's members.
 *
 * What the handler returns or throws reaches the bus as it is: commit, retry and dead letters depend on it. Connect it with
 * `inheritAppConfig` and a global filter that hands errors on, else Nest replaces them.
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
    for (const subscription of this.#merged()) this.#subscriptions.push(await this.options.bus.subscribe(subscription));
  }

  #merged(): SubscriptionOptions[] {
    const { group, deadLetterTopic, patterns = {} } = this.options;
    const unused = Object.keys(patterns).filter((pattern) => !this.messageHandlers.has(pattern));
    if (unused.length > 0) throw new Error(`no @EventPattern handles "${unused.join('", "')}"`);
    const consumed = [...this.messageHandlers].map(([pattern, handler]): Consumed => {
      if (handler.next) throw new Error(`two handlers share the pattern "${pattern}"; one must delegate to the other`);
      return { topics: pattern.split(','), handle: call(handler), ...patterns[pattern] };
    });
    return mergeByGroup(consumed, { group, deadLetterTopic });
  }
}

const call = (handler: MessageHandler) =>
  async function handle(batch: MessageBatch): Promise<BatchOutcome | undefined> {
    const answer: unknown = await handler(batch);
    try {
      // Nest wraps the answer; without awaiting it an error would be lost and the offset committed.
      const value = isObservable(answer) ? await lastValueFrom(answer, { defaultValue: undefined }) : answer;
      return (value ?? undefined) as BatchOutcome | undefined;
    } catch (error) {
      if (error instanceof Error) throw error;
      // Nest has replaced the error, so nobody knows whether to try again. Waiting loses nothing.
      throw new UnavailableError('the error of a handler: connect the transport with inheritAppConfig', {
        cause: error,
      });
    }
  };
