import { drop, ok, type Result } from '@stellwerk/pipeline';
import type { Call } from '../domain/call.js';
import { type ConsentDecision, decideConsent } from '../domain/consent/decide.js';
import type { IncomingCall } from './call.js';

type Needs = IncomingCall & { call: Call };

/** Decides what an event may be used for. Without permission to store it nothing of it goes on. */
export const createConsentStep = () =>
  function consentStep<Input extends Needs>(input: Input): Result<Input & { consent: ConsentDecision }> {
    const { envelope, context } = input.origin;
    const signals = [...envelope.signals, ...input.call.signals];
    const consent = decideConsent({ policy: context.consentPolicy.spec, signals });
    return consent.mayStore ? ok({ ...input, consent }) : drop('CONSENT_DENIED');
  };
