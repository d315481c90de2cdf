import type { Agent } from '@stellwerk/contracts';
import type { ClientFacts } from './enrich/client-facts.js';
import type { Place } from './enrich/place.js';
import type { Sender } from './enrich/sender.js';

/** Who sent a call, from what and from where, before anything is reduced. It never leaves the door as it is. */
export interface Client {
  /** The visitor's user agent as it came; `undefined` where only a server's is known. */
  readonly userAgent: string | undefined;
  readonly facts: ClientFacts | undefined;
  /** The visitor's address; `undefined` where it is unknown, a server's, or not wanted. */
  readonly address: string | undefined;
  readonly place: Place | undefined;
  /** Who called the door for it; `unknown` where a replay cannot tell a server from the visitor's own program any more. */
  readonly sender: Sender | 'unknown';
  /** `undefined` where nothing is known of the client. */
  readonly agent: Agent | undefined;
}
