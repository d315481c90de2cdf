import { type TrackedEvent, trackedEvent } from '@stellwerk/contracts';
import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Draft } from './map.step.js';

/** Checks the canonical event against its contract: nothing leaves the door that a consumer could not read. */
export const createContractStep = () =>
  function contractStep<Input extends { draft: Draft }>(input: Input): Result<Input & { event: TrackedEvent }> {
    const parsed = trackedEvent.safeParse(input.draft);
    if (parsed.success) return ok({ ...input, event: parsed.data });
    const [issue] = parsed.error.issues;
    return dead('EVENT_INVALID', { field: issue?.path.join('.') ?? '', problem: 'outside the bounds of its contract' });
  };
