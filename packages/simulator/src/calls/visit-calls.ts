import { deterministicId } from '@stellwerk/contracts';
import { DAY_MS, isoDay } from '../days.js';
import { amountOf, productOf } from '../people/basket.js';
import { type Draw, purposes } from '../random.js';
import type { Visit } from '../shop.js';
import { channelNames } from '../world/channels.js';
import { geos } from '../world/geos.js';
import { priceOn } from '../world/prices.js';
import type { Product } from '../world/products.js';
import { identity, userAgent } from './identity.js';
import type { CallContext, PageProperties, SegmentCall } from './segment-call.js';

const SHOP = 'https://shop.example';
const MAIN_DEVICE_SHARE = 0.65;
const LOGIN_SHARE = 0.4;
const MAX_VIEWS = { inMarket: 2, other: 1 } as const;
const ADD_SHARE = { inMarket: 0.2, other: 0.04 } as const;
/** Between two steps of a visit pass 5 to 65 seconds. */
const MIN_PAUSE_MS = 5_000;
const PAUSE_SPREAD_MS = 60_000;

/** What the next call says, without what all calls of a visit share. */
type Step =
  | { readonly type: 'page'; readonly name: string; readonly path: string }
  | { readonly type: 'track'; readonly event: string; readonly properties: Readonly<Record<string, unknown>> }
  | { readonly type: 'identify'; readonly traits: Readonly<Record<string, unknown>>; readonly login: boolean };

/** The calls of one visit in their order: landing page, perhaps a login, products, basket, order. */
export function visitCalls(visit: Visit, seed: number, draw: Draw): SegmentCall[] {
  const { person, day, channel } = visit;
  const at = channelNames.indexOf(channel.name);
  const device = deviceOf(visit, draw, at);
  const anonymousId = identity.device(seed, person, device);
  const shared = {
    userAgent: userAgent(draw(purposes.deviceModel, person.id, device)),
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    consent: { categoryPreferences: { analytics: person.analyticsConsent, marketing: person.marketingConsent } },
  };
  let timeMs = day * DAY_MS + visit.startMs;
  let userId: string | undefined;
  let page = landingPage(visit);
  return stepsOf(visit, seed, draw, at).map((step, index) => {
    if (index > 0)
      timeMs += MIN_PAUSE_MS + Math.floor(PAUSE_SPREAD_MS * draw(purposes.pause, person.id, day, at * 64 + index));
    if (index > 0 && step.type === 'page') page = nextPage(page, step);
    if (step.type === 'identify' && step.login) userId = identity.account(seed, person);
    const context: CallContext = {
      ...shared,
      page,
      ...(index === 0 && channel.campaign !== null && { campaign: channel.campaign }),
    };
    const head = {
      messageId: deterministicId('simulated-call', seed, person.id, day, channel.name, index),
      anonymousId,
      ...(userId !== undefined && { userId }),
      timestamp: new Date(timeMs).toISOString(),
      context,
    };
    if (step.type === 'page') return { type: 'page', ...head, name: step.name, properties: page };
    if (step.type === 'track') return { type: 'track', ...head, event: step.event, properties: step.properties };
    return { type: 'identify', ...head, traits: step.traits };
  });
}

function stepsOf(visit: Visit, seed: number, draw: Draw, at: number): Step[] {
  const { person, day, basket } = visit;
  const traits = {
    email: identity.email(seed, person),
    ...((person.customer || basket !== null) && { customerNumber: identity.customerNumber(seed, person) }),
  };
  const logsIn = person.account && (basket !== null || draw(purposes.login, person.id, day, at) < LOGIN_SHARE);
  const steps: Step[] = [{ type: 'page', name: 'Landing page', path: '/' }];
  if (logsIn) steps.push({ type: 'identify', traits, login: true });
  for (const product of viewedProducts(visit, draw, at)) {
    steps.push({ type: 'page', name: product.name, path: `/lamps/${product.id.toLowerCase()}` });
    steps.push({ type: 'track', event: 'Product Viewed', properties: productProperties(product, day) });
    if (basket !== null || addsToCart(visit, draw, at, product)) {
      const quantity = basket?.lines.find((line) => line.product === product)?.quantity ?? 1;
      steps.push({
        type: 'track',
        event: 'Product Added',
        properties: { ...productProperties(product, day), quantity },
      });
    }
  }
  if (basket === null) return steps;
  steps.push({ type: 'page', name: 'Checkout', path: '/checkout' });
  if (!logsIn) steps.push({ type: 'identify', traits, login: false });
  steps.push({ type: 'track', event: 'Order Completed', properties: orderProperties(visit, basket) });
  return steps;
}

/** Buyers look at what they buy; others at one or two products, or at none when they only came by. */
function viewedProducts({ person, day, inMarket, basket }: Visit, draw: Draw, at: number): Product[] {
  if (basket !== null) return basket.lines.map(({ product }) => product);
  const uniform = draw(purposes.views, person.id, day, at);
  const count = inMarket ? 1 + Math.floor(MAX_VIEWS.inMarket * uniform) : Math.round(MAX_VIEWS.other * uniform);
  const found = Array.from({ length: count }, (_, slot) => productOf(draw, person.id, day, 16 + at * 8 + slot));
  return [...new Set(found)];
}

function addsToCart({ person, day, inMarket }: Visit, draw: Draw, at: number, product: Product): boolean {
  const share = inMarket ? ADD_SHARE.inMarket : ADD_SHARE.other;
  return draw(purposes.addToCart, person.id, day, at * 1_000 + Number(product.id.slice(2))) < share;
}

function productProperties(product: Product, day: number): Record<string, unknown> {
  return {
    product_id: product.id,
    name: product.name,
    category: product.category,
    price: amountOf(priceOn(product, day).cents),
    currency: 'EUR',
  };
}

function orderProperties({ person, day }: Visit, basket: NonNullable<Visit['basket']>): Record<string, unknown> {
  const amount = amountOf(basket.totalCents);
  return {
    order_id: `O-${isoDay(day).replaceAll('-', '')}-${person.id}`,
    total: amount,
    revenue: amount,
    currency: 'EUR',
    region: geos[person.geo]?.code,
    products: basket.lines.map(({ product, quantity, priceCents }) => ({
      product_id: product.id,
      name: product.name,
      category: product.category,
      quantity,
      price: amountOf(priceCents),
    })),
  };
}

function deviceOf({ person, day }: Visit, draw: Draw, at: number): number {
  const uniform = draw(purposes.device, person.id, day, at);
  if (person.devices === 1 || uniform < MAIN_DEVICE_SHARE) return 0;
  return 1 + Math.floor(((uniform - MAIN_DEVICE_SHARE) / (1 - MAIN_DEVICE_SHARE)) * (person.devices - 1));
}

function landingPage({ channel: { campaign, referrer } }: Visit): PageProperties {
  const query = campaign
    ? `?${new URLSearchParams({ utm_source: campaign.source, utm_medium: campaign.medium, utm_campaign: campaign.name })}`
    : '';
  return { url: `${SHOP}/${query}`, path: '/', title: 'Lamps and light', referrer: referrer ?? '' };
}

function nextPage(before: PageProperties, { name, path }: { name: string; path: string }): PageProperties {
  return { url: `${SHOP}${path}`, path, title: name, referrer: before.url };
}
