import type { Shop } from '../shop.js';
import type { SegmentCall } from './segment-call.js';
import { visitCalls } from './visit-calls.js';

/**
 * All calls of the simulated days in the order of their timestamps; equal times by message id. Days are built one after the
 * other, so memory holds one day of calls.
 */
export function* segmentCalls(shop: Shop): Generator<SegmentCall> {
  for (const visits of shop.visitsByDay) {
    const calls = visits.flatMap((visit) => visitCalls(visit, shop.settings.seed, shop.market.draw));
    yield* calls.sort((a, b) => compare(a.timestamp, b.timestamp) || compare(a.messageId, b.messageId));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
