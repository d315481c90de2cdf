import { ok, type Result } from '@stellwerk/pipeline';
import type { Call } from '../domain/call.js';
import type { Client } from '../domain/client.js';
import { type ConsentDecision, decideConsent } from '../domain/consent/decide.js';
import type { RegionOf } from '../domain/consent/region.js';
import type { IncomingCall } from './call.js';
import { regionOfCall } from './call-region.js';
import { signalsAround } from './request-signals.js';

type Needs = IncomingCall & { call: Call; client: Client };

/** A call that the adapter has understood, with what may be done with it. */
export type UnderstoodCall = Needs & { consent: ConsentDecision };

/** Decides what an event may be used for. */
export const createConsentStep = (regionOf: RegionOf) =>
  function consentStep<Input extends Needs>(input: Input): Result<Input & { consent: ConsentDecision }> {
    const { context, receivedAtMs } = input.origin;
    const consent = decideConsent({
      policy: context.consentPolicy,
      signals: [...signalsAround(input.origin), ...input.call.signals],
      region: regionOfCall(input.client, input.origin, regionOf),
      destinations: context.destinations,
      atMs: receivedAtMs,
    });
    return ok({ ...input, consent });
  };
