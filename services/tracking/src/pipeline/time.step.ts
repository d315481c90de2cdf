import { dead, ok, type Result } from '@stellwerk/pipeline';
import { eventTimeMs } from '../domain/event-time.js';
import type { SegmentCall } from '../protocols/segment/call.js';
import type { IncomingCall } from './call.js';

type Needs = IncomingCall & { call: SegmentCall };

/** Finds when the event happened, with the client's clock corrected. */
export const createTimeStep = () =>
  function timeStep<Input extends Needs>(input: Input): Result<Input & { eventTimeMs: number }> {
    const { call, receivedAtMs, requestSentAt } = input;
    const timestamp = call.originalTimestamp ?? call.timestamp ?? undefined;
    const sentAt = call.sentAt ?? requestSentAt;
    const found = eventTimeMs({ timestamp, sentAt }, receivedAtMs);
    return found === null ? dead('TIME_IMPLAUSIBLE', { field: 'timestamp' }) : ok({ ...input, eventTimeMs: found });
  };
