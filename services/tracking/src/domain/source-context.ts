import type { ControlDocument } from '@stellwerk/contracts';
import type { Destination } from './consent/destinations.js';
import type { IdentityHasher } from './identity-keys.js';

/** Everything that decides what happens to the events of one source. */
export interface SourceContext {
  readonly source: ControlDocument<'source'>;
  readonly tenant: ControlDocument<'tenant'>;
  readonly consentPolicy: ControlDocument<'consent-policy'>;
  /** Destinations of the tenant. */
  readonly destinations: readonly Destination[];
  /** Salt of cookieless ids at an instant; `undefined` unless it is today. */
  readonly daySaltAt: (atMs: number) => Buffer | undefined;
  readonly hasher: IdentityHasher;
}
