import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Call } from '../domain/call.js';
import { eventTimeMs } from '../domain/event-time.js';
import type { IncomingCall } from './call.js';

type Needs = IncomingCall & { call: Call };

/** Finds when the event happened, with the client's clock corrected. */
export const createTimeStep = () =>
  function timeStep<Input extends Needs>(input: Input): Result<Input & { eventTimeMs: number }> {
    const found = eventTimeMs(input.call.times, input.origin.receivedAtMs);
    return found === null ? dead('TIME_IMPLAUSIBLE', { field: 'timestamp' }) : ok({ ...input, eventTimeMs: found });
  };
