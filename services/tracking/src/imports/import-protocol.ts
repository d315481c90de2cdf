import { ok } from '@stellwerk/pipeline';
import type { Call } from '../domain/call.js';
import type { Protocol, ProtocolRequest } from '../protocols/protocol.js';

const NOT_OVER_HTTP = 'files come in by their own routes';

/**
 * Files in the words of the door: rows are calls that have been understood already. It stands in `tracking.rejected` as the
 * protocol of refused rows; its requests are read by the importer.
 */
export const importProtocol: Protocol = {
  name: 'import',
  isBatch: () => true,
  sourceKeyOf: () => undefined,
  toCall: (raw) => ok(raw as Call),
  read: () => {
    throw new Error(NOT_OVER_HTTP);
  },
  accepted: () => {
    throw new Error(NOT_OVER_HTTP);
  },
};

/** The request that rows of a kind are said to come with. Nothing of the real one is kept. */
export const importRequest = (kind: string): ProtocolRequest => ({
  method: 'POST',
  path: `/v1/import/${kind}`,
  query: new URLSearchParams(),
  rawQuery: '',
  headers: {},
});
