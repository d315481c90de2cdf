import type { Money } from '@stellwerk/contracts';
import type { Product } from './commerce.js';
import type { ConsentSignal } from './consent/signal.js';
import type { ClientTimes } from './event-time.js';
import type { Identifier } from './identity-keys.js';

/** What happened, with the fields that only this kind has. */
export type Action =
  | { readonly kind: 'View'; readonly surface: 'page' | 'screen' }
  | { readonly kind: 'Identify' }
  | { readonly kind: 'Click'; readonly target?: string }
  | { readonly kind: 'AddToCart' | 'ContentView'; readonly products: readonly Product[] }
  | {
      readonly kind: 'Purchase';
      readonly orderId: string;
      readonly total: Money;
      readonly products: readonly Product[];
    }
  | {
      readonly kind: 'Refund';
      /** The order that the refund belongs to. */
      readonly orderId: string;
      readonly refundId?: string;
      /** What was given back, positive. */
      readonly total: Money;
      readonly products: readonly Product[];
    }
  | { readonly kind: 'Custom'; readonly value?: Money };

/**
 * One call of a client in the words of no protocol: what every adapter makes of what it received, before consent,
 * hashing and minimisation. It holds raw identifiers, so it never leaves the door.
 */
export interface Call {
  /**
   * What happened. Asked for only when consent has been given, so that a faulty order of somebody who refused is not kept.
   * @throws FieldProblem where a field that the kind cannot do without is missing or wrong
   */
  readonly action: () => Action;
  /** Event name as the client sent it, or the page or screen name. */
  readonly name: string;
  /** Idempotency field of the protocol; `undefined` = derived from the content of the call. */
  readonly messageId: string | undefined;
  /** Within what the message id is unique, where that is less than the source. */
  readonly messageScope?: string;
  /** Ids that the protocol itself knows, such as user and device. */
  readonly identifiers: readonly Identifier[];
  /** Where the traits stand that the source document may name as identifiers, first place first. */
  readonly traits: readonly Readonly<Record<string, unknown>>[];
  readonly times: ClientTimes;
  /** What this call says about consent; the request may say more. */
  readonly signals: readonly ConsentSignal[];
  /**
   * The call states what the person allows from now on: `only` = it is no event beside. Calls whose name or signals say so are
   * recognised without it.
   */
  readonly statesConsent?: 'only' | 'beside';
  readonly page?: PageFacts;
  readonly campaign?: CampaignFacts;
  readonly device?: DeviceFacts;
  /** Name and version of the client library. */
  readonly library?: string;
  /** Fields that have no place of their own. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Texts may be empty where a client sends empty ones; bounds and redaction come later. */
export interface PageFacts {
  readonly url?: string | undefined;
  readonly path?: string | undefined;
  readonly title?: string | undefined;
  readonly referrer?: string | undefined;
}

export interface CampaignFacts {
  readonly source?: string | undefined;
  readonly medium?: string | undefined;
  readonly name?: string | undefined;
  readonly term?: string | undefined;
  readonly content?: string | undefined;
  /** Id of the campaign in its platform, as in utm_id. */
  readonly id?: string | undefined;
}

export interface DeviceFacts {
  readonly userAgent?: string | undefined;
  readonly locale?: string | undefined;
  readonly timezone?: string | undefined;
  /** Width and height in pixels, `1920x1080`. */
  readonly screen?: string | undefined;
  readonly ip?: string | undefined;
}
