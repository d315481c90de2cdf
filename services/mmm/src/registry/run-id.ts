import { deterministicId } from '@stellwerk/contracts';

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

/** JSON with the keys of every object in order: the order in which a file names them makes no difference. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
