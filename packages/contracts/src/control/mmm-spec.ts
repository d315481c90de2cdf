import { z } from 'zod';
import { jsonObject } from '../core/common.js';

const count = (min: number, max: number) => z.number().int().min(min).max(max);

/** A tenant's media mix model: what refits are made from. The media mix service checks the specification itself. */
export const mmmSpecSpec = z.object({
  specification: jsonObject.describe('as in the file given to "stellwerk mmm fit --spec"'),
  seed: count(0, 4_294_967_295).optional().describe('1 where absent'),
  chains: count(1, 16).optional().describe('4 where absent'),
  warmup: count(100, 10_000).optional().describe('1,000 where absent'),
  draws: count(100, 10_000).optional().describe('1,000 where absent'),
});
