/**
 * What a failed request to the group coordinator says about our partitions:
 * - `rebalancing`: ours until we join again, so a batch may be finished and committed
 * - `lost`: somebody else may hold them already
 * - `unclear`: the coordinator did not answer
 */
export type Membership = 'rebalancing' | 'lost' | 'unclear';

const REBALANCING = new Set(['REBALANCE_IN_PROGRESS', 'NOT_COORDINATOR_FOR_GROUP']);
const LOST = new Set(['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'FENCED_INSTANCE_ID']);

/** Reads it from the error that the request ended with. */
export function membershipAfter(error: unknown): Membership {
  const type = protocolType(error);
  if (REBALANCING.has(type)) return 'rebalancing';
  return LOST.has(type) ? 'lost' : 'unclear';
}

/** Name of the protocol error that a broker answered with, '' for any other error. */
export function protocolType(error: unknown): string {
  const type = error instanceof Error && 'type' in error ? error.type : '';
  return typeof type === 'string' ? type : '';
}

/** Makes kafkajs join the group again, which it does on errors of this type. */
export class SessionExpiredError extends Error {
  readonly type = 'REBALANCE_IN_PROGRESS';

  constructor() {
    super('the group coordinator has not answered for a session');
    this.name = 'SessionExpiredError';
  }
}
