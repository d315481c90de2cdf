import type { Span } from '@opentelemetry/api';
import type { EndpointFailure } from '../calls/endpoint-failure.js';
import { type Endpoint, hostOf } from '../routes/endpoint.js';

/** Notes on the span of a call that an endpoint was tried in vain. */
export function noteFailedAttempt(span: Span, endpoint: Endpoint, { kind, problem }: EndpointFailure): void {
  span.addEvent('attempt failed', { endpoint: hostOf(endpoint), model: endpoint.model, kind, problem });
}
