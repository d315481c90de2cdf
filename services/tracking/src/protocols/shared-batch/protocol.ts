import { isObject } from '../../domain/object.js';
import { parseJson } from '../../http/body.js';
import { jitsu, readJitsuRequest } from '../jitsu/protocol.js';
import { posthog } from '../posthog/protocol.js';
import { payloadOf, readPostHogRequest } from '../posthog/request.js';
import type { Protocol } from '../protocol.js';

/** `/batch`, which PostHog and Jitsu both have: a project key in the body is PostHog's, everything else Jitsu's. */
export const sharedBatch: Protocol = {
  ...jitsu,
  name: 'batch',
  // Events of both have properties of their own, which may be called `token`: it is looked for last.
  keyFields: ['api_key', 'writeKey', 'token', '$token'],
  payloadOf,
  isBatch: () => true,
  read: (request, body, scope) => {
    const { text, value } = parseJson(payloadOf(request, body));
    const isPostHog = Array.isArray(value) || (isObject(value) && (value.api_key ?? value.token) !== undefined);
    if (isPostHog) return { ...readPostHogRequest(value, text, request.query), protocol: posthog };
    return { ...readJitsuRequest(value, text, scope === 'request'), protocol: jitsu };
  },
};
