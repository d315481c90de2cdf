import type { Shop } from '@stellwerk/simulator';
import { segmentCalls } from '@stellwerk/simulator';
import { SegmentSender, type SenderOptions } from '../replay/sender.js';

/** Sends the single calls of a simulated shop through the Segment client; returns how many were acknowledged. */
export async function sendShop(shop: Shop, options: SenderOptions): Promise<number> {
  const sender = new SegmentSender(options);
  for (const call of segmentCalls(shop)) await sender.send(call);
  await sender.close();
  return sender.sent;
}
