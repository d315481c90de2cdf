import { drop, ok, type Result } from '@stellwerk/pipeline';
import { type ConsentDecision, decideConsent, readSegmentConsent } from '../domain/consent.js';
import type { SegmentCall } from '../protocols/segment/call.js';
import type { IncomingCall } from './call.js';

type Needs = IncomingCall & { call: SegmentCall };

/** Decides what an event may be used for. Without permission to store it nothing of it goes on. */
export const createConsentStep = () =>
  function consentStep<Input extends Needs>(input: Input): Result<Input & { consent: ConsentDecision }> {
    const consent = decideConsent(input.context.consentPolicy.spec, readSegmentConsent(input.call.context?.consent));
    return consent.mayStore ? ok({ ...input, consent }) : drop('CONSENT_DENIED');
  };
