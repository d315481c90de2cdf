import type { Subscription } from '@stellwerk/bus';

/** Injection token of {@link Progress}. */
export const PROGRESS = Symbol('Progress');

/** Where the consumers of this instance stand; the transport fills it in once it listens. */
export interface Progress {
  subscriptions: () => readonly Subscription[];
}
