import type { ControlSpec, Purpose } from '@stellwerk/contracts';
import type { KeyedIdentifier } from './identity-keys.js';

/** An identifier whose raw value a purpose needs and the person allowed it for. */
export interface ToSeal extends KeyedIdentifier {
  readonly purposes: readonly Purpose[];
}

/**
 * Identifiers of an event that are to be kept under seal: those the source document names, for the purposes that it names
 * and that were granted. Nothing is kept for a purpose that was not granted.
 */
export function identifiersToSeal(
  identifiers: readonly KeyedIdentifier[],
  granted: readonly Purpose[],
  { sealedIdentifiers = {} }: Pick<ControlSpec<'source'>, 'sealedIdentifiers'>,
): ToSeal[] {
  return identifiers.flatMap((identifier) => {
    const needed = sealedIdentifiers[identifier.namespace] ?? [];
    const purposes = needed.filter((purpose) => granted.includes(purpose));
    return purposes.length === 0 ? [] : [{ ...identifier, purposes }];
  });
}
