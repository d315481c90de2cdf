import { isObject } from '../../domain/object.js';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of a request with a place of their own, or that must not be kept: ids, addresses, hashed contact data. */
const PLACED_OF_REQUEST = new Set(
  ['client_id', 'app_instance_id', 'user_id', 'timestamp_micros', 'user_properties', 'consent', 'events'].concat([
    'user_data',
    'ip_override',
    'user_agent',
    'device',
    'non_personalized_ads',
    'validation_behavior',
  ]),
);
const PLACED = new Set(
  ['page_location', 'page_title', 'page_referrer', 'page_path', 'items', 'timestamp_micros', 'language'].concat([
    'screen_resolution',
    'event_id',
  ]),
);
/** What an event of this name has in places of its own beside. */
const PLACED_BY_NAME: Readonly<Record<string, readonly string[]>> = {
  purchase: ['transaction_id', 'value', 'currency'],
  screen_view: ['screen_name', 'firebase_screen'],
  campaign_details: ['source', 'medium', 'campaign', 'campaign_id', 'term', 'content'],
};
/** Fields of items that products have as well. */
const PLACED_OF_ITEM = ['item_name', 'item_category', 'price', 'quantity', 'currency'];
/** Events whose items become products. */
const WITH_PRODUCTS = new Set(['purchase', 'add_to_cart', 'view_item', 'view_item_list']);
const PLACED_OF_DEVICE = ['language', 'screen_resolution'];
const STREAMS = ['measurement_id', 'firebase_app_id'];

/** What has no place of its own: parameters, user properties, device and place, and whatever else the request says. */
export function propertiesOf(
  request: Fields,
  name: string,
  params: Fields,
  query: URLSearchParams,
): Record<string, unknown> {
  const placed = (Object.hasOwn(PLACED_BY_NAME, name) && PLACED_BY_NAME[name]) || [];
  const items = itemsOf(params.items, WITH_PRODUCTS.has(name));
  const device = isObject(request.device) ? without(request.device, PLACED_OF_DEVICE) : {};
  const streams = STREAMS.flatMap((stream) => {
    const id = query.get(stream);
    return id === null || id === '' ? [] : [[stream, id.slice(0, 128)]];
  });
  const userProperties = userPropertiesOf(request);
  return {
    ...without(request, [...PLACED_OF_REQUEST]),
    ...(Object.keys(userProperties).length > 0 && { user_properties: userProperties }),
    ...(Object.keys(device).length > 0 && { device }),
    ...Object.fromEntries(streams),
    ...without(params, [...PLACED, ...placed]),
    ...(items !== undefined && { items }),
  };
}

/** User properties by name, without the envelope of their values. */
export function userPropertiesOf({ user_properties }: Fields): Record<string, unknown> {
  if (!isObject(user_properties)) return {};
  const entries = Object.entries(user_properties).map(([name, property]) => [
    name,
    isObject(property) && 'value' in property ? property.value : property,
  ]);
  return Object.fromEntries(entries);
}

/** What items say beyond the products they become; `undefined` where that is nothing. */
function itemsOf(items: unknown, areProducts: boolean): unknown {
  if (!areProducts || !Array.isArray(items)) return items;
  const left = items.map((item) => (isObject(item) ? without(item, PLACED_OF_ITEM) : item));
  return left.some((item) => !isObject(item) || Object.keys(item).some((name) => name !== 'item_id'))
    ? left
    : undefined;
}

function without(fields: Fields, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
