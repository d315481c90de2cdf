import { StellwerkError } from '@stellwerk/contracts';
import { RETRY_AFTER_SECONDS } from '@stellwerk/service';
import { errors } from '../../errors.js';
import type { Answer, Protocol } from '../protocol.js';
import { parsePayload, payloadOf, readPostHogRequest } from './request.js';
import { toCall } from './to-call.js';

/** PostHog's capture API (posthog.com/docs/api/capture), for unmodified SDKs. The project key names the source. */
export const posthog: Protocol = {
  name: 'posthog',
  keyFields: ['api_key', 'token', '$token'],
  payloadOf,
  // Browsers send any number of events to every route.
  isBatch: () => true,
  sourceKeyOf: ({ query }) => query.get('api_key') ?? query.get('token') ?? undefined,
  read: (request, body, _scope, _receivedAtMs, limitBytes) => {
    const { text, value, bytes } = parsePayload(request, body, limitBytes);
    return { ...readPostHogRequest(value, text, request.query), bytes };
  },
  toCall,
  accepted: (_accepted, { query }) => (query.get('beacon') === '1' ? NO_CONTENT : OK),
  refused: (error) => (error.code === RATE_LIMITED.code ? LATER : undefined),
};

const OK: Answer = { status: 200, contentType: 'application/json; charset=utf-8', body: '{"status":"Ok"}' };
const NO_CONTENT: Answer = { status: 204 };
const RATE_LIMITED = new StellwerkError(errors.RATE_LIMITED, { limit: 0 });
/** posthog-js repeats what failed with 5xx and throws away what was answered with 4xx, 429 among them. */
const LATER: Answer = {
  status: 503,
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify({ type: 'rate_limited', code: RATE_LIMITED.code, detail: RATE_LIMITED.fix }),
  headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
};
