import { isObject } from '../../domain/object.js';
import { jitsu, readJitsuRequest } from '../jitsu/protocol.js';
import { posthog } from '../posthog/protocol.js';
import { parsePayload, payloadOf, readPostHogRequest } from '../posthog/request.js';
import type { Protocol } from '../protocol.js';

/** `/batch`, which PostHog and Jitsu both have: a project key in the body is PostHog's, everything else Jitsu's. */
export const sharedBatch: Protocol = {
  ...jitsu,
  name: 'batch',
  // Events of both have properties of their own, which may be called `token`: it is looked for last.
  keyFields: ['api_key', 'writeKey', 'token', '$token'],
  payloadOf,
  isBatch: () => true,
  read: (request, body, scope, _receivedAtMs, limitBytes) => {
    const { text, value, bytes } = parsePayload(request, body, limitBytes);
    const isPostHog = Array.isArray(value) || (isObject(value) && (value.api_key ?? value.token) !== undefined);
    if (isPostHog) return { ...readPostHogRequest(value, text, request.query), bytes, protocol: posthog };
    return { ...readJitsuRequest(value, text, scope === 'request'), bytes, protocol: jitsu };
  },
  // Refusals come before a body is understood, too; a key in the head is Jitsu's, and its clients repeat a 503 as well.
  refused: (error, request, isKept) =>
    (jitsu.sourceKeyOf(request) === undefined ? posthog : jitsu).refused?.(error, request, isKept),
};
