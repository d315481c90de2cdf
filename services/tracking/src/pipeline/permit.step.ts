import { drop, ok, type Result } from '@stellwerk/pipeline';
import type { ConsentDecision } from '../domain/consent/decide.js';

/** Without permission to store it nothing of an event goes on. */
export const createPermitStep = () =>
  function permitStep<Input extends { consent: ConsentDecision }>(input: Input): Result<Input> {
    return input.consent.mayStore ? ok(input) : drop('CONSENT_DENIED');
  };
