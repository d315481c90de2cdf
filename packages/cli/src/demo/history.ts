import { type Bus, type OutgoingMessage, toMessage } from '@stellwerk/bus';
import {
  calendarDay,
  campaignSpend,
  deterministicId,
  type EventContract,
  outcomeReported,
  productPrice,
} from '@stellwerk/contracts';
import { calendarHistory, outcomeHistory, priceHistory, type Shop, spendHistory } from '@stellwerk/simulator';
import type { z } from 'zod';

const MESSAGES_PER_PUBLISH = 2_000;

/** Publishes the shop's history in bulk, as imports from ad networks and the shop's books would; returns how many events. */
export async function publishHistory(bus: Pick<Bus, 'publish'>, shop: Shop, now: Date): Promise<number> {
  const envelope = { time: now.toISOString(), source: 'simulator' };
  let waiting: OutgoingMessage[] = [];
  let published = 0;
  for (const message of historyMessages(shop, envelope)) {
    waiting.push(message);
    if (waiting.length < MESSAGES_PER_PUBLISH) continue;
    await bus.publish(waiting);
    published += waiting.length;
    waiting = [];
  }
  await bus.publish(waiting);
  return published + waiting.length;
}

function* historyMessages(shop: Shop, envelope: { time: string; source: string }): Generator<OutgoingMessage> {
  yield* messagesOf(spendHistory(shop), campaignSpend, envelope);
  yield* messagesOf(outcomeHistory(shop), outcomeReported, envelope);
  yield* messagesOf(priceHistory(shop), productPrice, envelope);
  yield* messagesOf(calendarHistory(shop), calendarDay, envelope);
}

function* messagesOf<Schema extends z.ZodType<{ tenant: string }>>(
  payloads: Iterable<z.infer<Schema>>,
  contract: EventContract<Schema>,
  envelope: { time: string; source: string },
): Generator<OutgoingMessage> {
  for (const payload of payloads) {
    const { tenant } = payload;
    const id = deterministicId(contract.type, JSON.stringify(payload));
    yield toMessage(contract, payload, { ...envelope, id, tenant, traceparent: null });
  }
}
