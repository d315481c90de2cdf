import type { ControlSpec } from '@stellwerk/contracts';
import { hasPurpose, type PurposeSet } from './purpose-set.js';
import { tcfPermits } from './tcf/permit.js';
import type { TcfString } from './tcf/tcf-string.js';

/** A destination document, as far as consent decides about it. */
export interface Destination {
  readonly name: string;
  readonly spec: ControlSpec<'destination'>;
}

/**
 * Destinations that an event may be forwarded to: the platform purpose is granted, and every TC string that came with the
 * event permits the vendor all purposes that it declared.
 */
export function permittedDestinations(
  destinations: readonly Destination[],
  granted: PurposeSet,
  strings: readonly TcfString[],
): string[] {
  return destinations
    .filter(({ spec }) => {
      const { purpose, vendorId, tcfPurposes, flexiblePurposes } = spec;
      if (!hasPurpose(granted, purpose)) return false;
      return strings.every((tcf) => tcfPurposes.every((id) => tcfPermits(tcf, id, { vendorId, flexiblePurposes })));
    })
    .map(({ name }) => name);
}
