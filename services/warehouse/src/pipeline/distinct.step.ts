import type { ReceivedMessage } from '@stellwerk/bus';
import { drop, ok, type Result } from '@stellwerk/pipeline';
import type { RecentIds } from '../domain/recent-ids.js';

interface Needs {
  readonly message: ReceivedMessage;
  readonly eventId: string;
  readonly recent: RecentIds;
}

/** Ends events that the partition has carried before under the same id. Last of all: what cannot be stored must not be noted. */
export const createDistinctStep = () =>
  function distinctStep<Input extends Needs>(input: Input): Result<Input> {
    const offset = Number(input.message.offset);
    return input.recent.firstOffset(input.eventId, offset) === offset ? ok(input) : drop('REPEATED');
  };
