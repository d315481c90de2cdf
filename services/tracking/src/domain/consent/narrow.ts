import type { Purpose } from '@stellwerk/contracts';

/** What of a decision can be narrowed; decisions and the consent of events have it. */
interface Narrowable {
  readonly purposes: readonly Purpose[];
  readonly reason: string;
  readonly destinations?: readonly string[] | undefined;
}

/** Reason of what a later or more general statement of the person left. */
export const NARROWED = 'narrowed by consent.changed';

/**
 * What a statement of the person leaves of a decision: nothing is added, and a destination goes with its purpose.
 * `purposeOf` a destination that no longer exists is `undefined`.
 */
export function narrowConsent<Consent extends Narrowable>(
  consent: Consent,
  permitted: readonly Purpose[],
  purposeOf: (destination: string) => Purpose | undefined,
): Consent {
  const purposes = consent.purposes.filter((purpose) => permitted.includes(purpose));
  if (purposes.length === consent.purposes.length) return consent;
  const isServed = (destination: string) => {
    const purpose = purposeOf(destination);
    return purpose !== undefined && purposes.includes(purpose);
  };
  return {
    ...consent,
    purposes,
    reason: NARROWED,
    ...(consent.destinations && { destinations: consent.destinations.filter(isServed) }),
  };
}
