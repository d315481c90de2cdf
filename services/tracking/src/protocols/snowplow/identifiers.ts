import type { Identifier } from '../../domain/identity-keys.js';
import { isObject } from '../../domain/object.js';
import type { CallFacts } from '../protocol.js';
import { field, type SnowplowPayload } from './payload.js';
import { ADVERTISING_IDS } from './properties.js';
import type { SelfDescribing } from './self-describing.js';
import { SHOP_USER } from './shop.js';

const CLIENT_SESSION = 'com.snowplowanalytics.snowplow/client_session';
export const IDENTIFY = 'com.snowplowanalytics.snowplow/identify';

/**
 * Who sent an event, the steadiest id of a device first: the one the tracker keeps, then the one of the network. A session is
 * all that is known of a visitor who is not to be recognised beyond it.
 */
export function identifiersOf(
  payload: SnowplowPayload,
  event: SelfDescribing | undefined,
  entities: readonly SelfDescribing[],
  { isAnonymous, visitorId }: Pick<CallFacts, 'isAnonymous' | 'visitorId'>,
): Identifier[] {
  const session = dataOf(entities, CLIENT_SESSION);
  const network = isAnonymous ? undefined : (field(payload, 'tnuid') ?? field(payload, 'nuid') ?? visitorId);
  const logins = [
    field(payload, 'uid'),
    dataOf(entities, SHOP_USER)?.id,
    event?.name === IDENTIFY && dataIn(event)?.id,
  ];
  const devices = [field(payload, 'duid'), session?.userId, network].filter(namesSomebody);
  if (devices.length === 0) devices.push(...[field(payload, 'sid') ?? session?.sessionId].filter(namesSomebody));
  return [
    ...logins.filter(namesSomebody).map((value) => ({ namespace: 'login', value }) as const),
    ...devices.map((value) => ({ namespace: 'device', value }) as const),
  ];
}

/** Where the traits stand that a source may name as identifiers. */
export function traitsOf(
  event: SelfDescribing | undefined,
  entities: readonly SelfDescribing[],
): Record<string, unknown>[] {
  const places = entities.map(dataIn).filter((data) => data !== undefined);
  const users = [event?.name === IDENTIFY ? dataIn(event) : undefined, dataOf(entities, SHOP_USER)];
  const phones = places.filter((data) => ADVERTISING_IDS.some((id) => data[id] !== undefined));
  return [...users, ...phones].filter((place) => place !== undefined);
}

function dataOf(entities: readonly SelfDescribing[], name: string): Record<string, unknown> | undefined {
  const found = entities.find((entity) => entity.name === name);
  return found && dataIn(found);
}

function dataIn({ data }: SelfDescribing): Record<string, unknown> | undefined {
  return isObject(data) ? data : undefined;
}

/** The id of zeros stands for nobody. */
function namesSomebody(value: unknown): value is string {
  return typeof value === 'string' && /[^0-]/.test(value);
}
