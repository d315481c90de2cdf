import { dead, ok, type Result } from '@stellwerk/pipeline';
import { type SegmentCall, segmentCall } from '../protocols/segment/call.js';
import type { IncomingCall } from './call.js';

/** Checks the types of a call and the fields its type cannot do without. */
export const createReadCallStep = () =>
  function readCallStep<Input extends IncomingCall>(input: Input): Result<Input & { call: SegmentCall }> {
    const { raw, routeType } = input;
    const typed =
      isObject(raw) && raw.type === undefined && routeType !== undefined ? { ...raw, type: routeType } : raw;
    const parsed = segmentCall.safeParse(typed);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return dead('EVENT_INVALID', { field: issue?.path.join('.') ?? '', problem: problemOf(issue?.code) });
    }
    const call = parsed.data;
    if (call.type === 'track' && !call.event?.trim()) {
      return dead('EVENT_INVALID', { field: 'event', problem: 'a track call needs an event name' });
    }
    return ok({ ...input, call });
  };

function problemOf(code: string | undefined): string {
  if (code === 'too_big') return 'longer than allowed';
  return code === 'invalid_value' ? 'not one of the known values' : 'of another type than expected';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
