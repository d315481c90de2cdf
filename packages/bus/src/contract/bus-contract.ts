import { backlogCases } from './backlog.cases.js';
import type { BusCase } from './bus-under-test.js';
import { deadLetterCases } from './dead-letters.cases.js';
import { failureCases } from './failures.cases.js';
import { membershipCases } from './membership.cases.js';
import { orderCases } from './order.cases.js';
import { positionCases } from './positions.cases.js';
import { readingCases } from './reading.cases.js';

export { type BusCase, type BusUnderTest, eventually } from './bus-under-test.js';

/** What every bus promises, a file per promise; each case gets fresh topics. */
export const busContract: readonly BusCase[] = [
  ...orderCases,
  ...failureCases,
  ...positionCases,
  ...membershipCases,
  ...readingCases,
  ...deadLetterCases,
  ...backlogCases,
];
