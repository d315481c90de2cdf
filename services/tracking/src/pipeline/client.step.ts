import { ok, type Result } from '@stellwerk/pipeline';
import type { ClientReader } from '../clients/client-reader.js';
import type { Call } from '../domain/call.js';
import type { Client } from '../domain/client.js';
import type { IncomingCall } from './call.js';

type Needs = IncomingCall & { call: Call };

/** Finds out what sent a call, and from where, while address and user agent are still whole. */
export const createClientStep = (read: ClientReader) =>
  function clientStep<Input extends Needs>(input: Input): Result<Input & { client: Client }> {
    return ok({ ...input, client: read(input.call, input.origin) });
  };
