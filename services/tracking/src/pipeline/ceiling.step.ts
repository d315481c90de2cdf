import { drop, ok, type Result } from '@stellwerk/pipeline';
import type { ConsentBook } from '../consent/consent-book.js';
import type { ConsentDecision } from '../domain/consent/decide.js';
import { narrowConsent } from '../domain/consent/narrow.js';
import type { IncomingCall } from './call.js';

type Needs = IncomingCall & { readonly keys: readonly string[]; consent: ConsentDecision };

/** Holds an event to what the person has stated before under any of its keys. */
export const createCeilingStep = (book: Pick<ConsentBook, 'permitted'>) =>
  function ceilingStep<Input extends Needs>(input: Input): Result<Input> {
    const { consentPolicy, destinations, source } = input.origin.context;
    const permitted = book.permitted(source.tenant, input.keys, input.consent.purposes);
    if (permitted === input.consent.purposes) return ok(input);
    const purposeOf = (name: string) => destinations.find((destination) => destination.name === name)?.spec.purpose;
    const consent = narrowConsent(input.consent, permitted, purposeOf);
    return consent.purposes.includes(consentPolicy.spec.storagePurpose)
      ? ok({ ...input, consent })
      : drop('CONSENT_WITHDRAWN');
  };
