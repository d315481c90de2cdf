import { CUSTOMER_SHARE } from '../market/media.js';
import { type Draw, pick, purposes } from '../random.js';
import { geos } from '../world/geos.js';

/** A person as the simulation knows them; the shop only ever sees devices, logins and orders. */
export interface Person {
  /** From 0. */
  readonly id: number;
  /** Index into the geos. */
  readonly geo: number;
  /** Ordered before the simulated days. */
  readonly customer: boolean;
  /** Has an account and can log in; the others order as guests. */
  readonly account: boolean;
  /** 1 to 3. */
  readonly devices: number;
  readonly analyticsConsent: boolean;
  readonly marketingConsent: boolean;
  /** How often decisions come up, relative to others; mean 1. */
  readonly shopping: number;
  /** How strongly advertising works, relative to others; mean 1. */
  readonly responsiveness: number;
}

const geoShares = geos.map(({ share }) => share);
const DEVICE_SHARES = [0.5, 0.35, 0.15] as const;
const ACCOUNT_SHARE = { customer: 0.7, newcomer: 0.25 } as const;
const ANALYTICS_CONSENT = 0.8;
/** Of those who allow analytics. */
const MARKETING_CONSENT = 0.75;

/** The person with an id: the same whoever else is simulated. */
export function createPerson(draw: Draw, id: number): Person {
  const customer = draw(purposes.customer, id) < CUSTOMER_SHARE;
  const analyticsConsent = draw(purposes.analyticsConsent, id) < ANALYTICS_CONSENT;
  return {
    id,
    geo: pick(geoShares, draw(purposes.geo, id)),
    customer,
    account: draw(purposes.account, id) < (customer ? ACCOUNT_SHARE.customer : ACCOUNT_SHARE.newcomer),
    devices: 1 + pick(DEVICE_SHARES, draw(purposes.devices, id)),
    analyticsConsent,
    marketingConsent: analyticsConsent && draw(purposes.marketingConsent, id) < MARKETING_CONSENT,
    shopping: 0.4 + 1.2 * draw(purposes.shopping, id),
    responsiveness: 0.5 + draw(purposes.responsiveness, id),
  };
}
