import { canonicalJson, deterministicId } from '@stellwerk/contracts';

/** What decides every figure of a fit. */
export interface FitIdentity {
  readonly tenant: string;
  readonly model: string;
  /** With all defaults filled in, so that a file that states a default is the same as one that does not; sampling and experiments included. */
  readonly specification: unknown;
  readonly dataHash: string;
  readonly modelVersion: string;
}

/** Id of a fit: the same tenant, model, specification, data and version of the model code have the same. */
export function runIdOf({ tenant, model, specification, dataHash, modelVersion }: FitIdentity): string {
  return deterministicId('mmm.fit', tenant, model, canonicalJson(specification), dataHash, modelVersion);
}
