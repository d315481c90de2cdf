import type { MessageBatch, OutgoingMessage, SubscriptionOptions } from '../port.js';
import { inBatchSpan } from '../telemetry/batch-span.js';
import { isDeadLetter, toDeadLetter } from './dead-letter.js';
import { type DeliveryOptions, deliver } from './deliver.js';

const DEFAULT_MAX_ATTEMPTS = 3;

export interface DeliveryContext {
  readonly publish: (messages: readonly OutgoingMessage[]) => Promise<unknown>;
  readonly now: () => Date;
}

/** Delivers batches of one subscription, each attempt in its span, and publishes what is dead. The same for every adapter. */
export function createDelivery(options: SubscriptionOptions, { publish, now }: DeliveryContext) {
  return (batch: MessageBatch, waiting: Pick<DeliveryOptions, 'pause' | 'stalled'>): Promise<void> =>
    deliver(batch, {
      ...waiting,
      maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
      handle: (attempted) => inBatchSpan(attempted, options.group, () => options.handle(attempted)),
      bury: async (dead) => {
        const at = now();
        const letters = dead
          .filter(({ message }) => !isDeadLetter(message))
          .map((letter) => toDeadLetter(letter, options.deadLetterTopic, options.group, at));
        if (letters.length > 0) await publish(letters);
      },
    });
}
