import type { Result } from '@stellwerk/pipeline';
import { dead, ok } from '@stellwerk/pipeline';
import type { Call } from '../domain/call.js';
import type { IncomingCall } from './call.js';

/** Lets the adapter of the protocol understand a call. */
export const createReadCallStep = () =>
  function readCallStep<Input extends IncomingCall>(input: Input): Result<Input & { call: Call }> {
    if (input.problem) return dead('EVENT_INVALID', { ...input.problem });
    const { protocol, request, envelope, receivedAtMs, context, isAnonymous, visitorId } = input.origin;
    const defaultCurrency = context.tenant.spec.currency;
    const { sentAt, shared } = envelope;
    const sharedContext = shared?.context;
    const facts = { request, sentAt, sharedContext, receivedAtMs, defaultCurrency, isAnonymous, visitorId };
    const read = protocol.toCall(input.raw, facts);
    return read.kind === 'ok' ? ok({ ...input, call: read.value }) : read;
  };
