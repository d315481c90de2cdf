import { StellwerkError } from '@stellwerk/contracts';
import type { Call } from './calls.js';
import { vectorErrors } from './errors.js';

const MAX_REASON_CHARACTERS = 200;

/**
 * Turns what the client threw into a catalogue error. The original is not kept as cause, because its text may quote the
 * request.
 */
export function toVectorFailure(thrown: unknown, call: Call, timeoutMs: number): StellwerkError {
  if (thrown instanceof StellwerkError) return thrown;
  const { operation, collection } = call;
  const status = statusOf(thrown);
  if (status === undefined) {
    return isTimeout(thrown)
      ? new StellwerkError(vectorErrors.TIMED_OUT, { operation, timeoutMs })
      : new StellwerkError(vectorErrors.UNAVAILABLE, { operation, reason: networkReason(thrown) });
  }
  if (status === 401 || status === 403) return new StellwerkError(vectorErrors.UNAUTHORISED);
  if (status === 404 && collection) return new StellwerkError(vectorErrors.COLLECTION_MISSING, { collection });
  if (status === 429 || status >= 500) {
    return new StellwerkError(vectorErrors.UNAVAILABLE, { operation, reason: `it answered ${status}` });
  }
  const reason = reasonOf(thrown);
  const field = /^Bad request: Index required but not found for "([^"]+)"/.exec(reason)?.[1];
  if (field) return new StellwerkError(vectorErrors.INDEX_MISSING, { field }, { field });
  return new StellwerkError(vectorErrors.REFUSED, { operation, reason: `${status} ${reason}`.trim() });
}

/** HTTP status of what the client threw; undefined when there was no answer. */
export function statusOf(thrown: unknown): number | undefined {
  const status = (thrown as { status?: unknown } | undefined)?.status;
  if (typeof status === 'number') return status;
  return (thrown as Error | undefined)?.name === 'QdrantClientResourceExhaustedError' ? 429 : undefined;
}

function isTimeout(thrown: unknown): boolean {
  return ['QdrantClientTimeoutError', 'AbortError', 'TimeoutError'].includes((thrown as Error | undefined)?.name ?? '');
}

/** Code of the failed connection, such as ECONNREFUSED. */
function networkReason(thrown: unknown): string {
  const cause = (thrown as { cause?: { code?: unknown } } | undefined)?.cause;
  return typeof cause?.code === 'string' ? cause.code : 'the connection failed';
}

function reasonOf(thrown: unknown): string {
  const text = (thrown as { data?: { status?: { error?: unknown } } }).data?.status?.error;
  return typeof text === 'string' ? text.slice(0, MAX_REASON_CHARACTERS) : '';
}
