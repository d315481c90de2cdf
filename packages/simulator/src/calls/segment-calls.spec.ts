import { simulateShop } from '../shop.js';
import { channels } from '../world/channels.js';
import type { SegmentCall, TrackCall } from './segment-call.js';
import { segmentCalls } from './segment-calls.js';

const options = { seed: 1, now: new Date('2026-11-24T13:00:00.000Z') };
const shop = simulateShop(options);
const calls = [...segmentCalls(shop)];
const tracks = (event: string) =>
  calls.filter((call): call is TrackCall => call.type === 'track' && call.event === event);
const orders = tracks('Order Completed');

describe('the calls of the shop', () => {
  it('are 20,000 to 40,000 by default', () => {
    const count = [...segmentCalls(simulateShop(options))].length;
    expect(count).toBe(calls.length);
    expect(count).toBeGreaterThan(20_000);
    expect(count).toBeLessThan(40_000);
  });

  it('are the same bytes for the same seed, and others for another', () => {
    const text = JSON.stringify(calls);
    expect(JSON.stringify([...segmentCalls(simulateShop(options))]) === text).toBe(true);
    expect(JSON.stringify([...segmentCalls(simulateShop({ ...options, seed: 2 }))]) === text).toBe(false);
  });

  it('come in the order of time, within the days asked for', () => {
    const times = calls.map(({ timestamp }) => timestamp);
    expect(times.every((time, index) => index === 0 || (times[index - 1] as string) <= time)).toBe(true);
    expect((times[0] as string) >= '2026-10-25T05:00:00.000Z').toBe(true);
    expect((times.at(-1) as string) < '2026-11-23T22:00:00.000Z').toBe(true);
  });

  it('have ids of their own', () => {
    expect(new Set(calls.map(({ messageId }) => messageId)).size).toBe(calls.length);
    expect(calls[0]?.messageId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('say where a visit comes from on its landing page and nowhere else', () => {
    const landings = calls.filter((call) => call.type === 'page' && call.properties.path === '/');
    expect(landings).toHaveLength(shop.visitsByDay.flat().length);
    const byCampaign = Object.groupBy(landings, ({ context }) => context.campaign?.medium ?? 'none');
    for (const { name, campaign } of channels.filter((channel) => channel.campaign !== null)) {
      const visits = shop.visitsByDay.flat().filter(({ channel }) => channel.name === name);
      expect(byCampaign[campaign?.medium ?? '']).toHaveLength(visits.length);
    }
    const known = new Set<SegmentCall>(landings);
    const strayed = calls.filter((call) => {
      if (known.has(call)) return false;
      const isInside = call.type !== 'page' || new URL(call.properties.referrer).host === 'shop.example';
      return call.context.campaign !== undefined || !isInside;
    });
    expect(strayed).toEqual([]);
  });

  it('carry the answer of each person to the consent question, in every call', () => {
    const refused = calls.filter(({ context }) => !context.consent.categoryPreferences.analytics);
    expect(refused.length / calls.length).toBeGreaterThan(0.15);
    expect(refused.length / calls.length).toBeLessThan(0.25);
    expect(refused.some(({ context }) => context.consent.categoryPreferences.marketing)).toBe(false);
  });

  it('order each basket once, worth what its products cost', () => {
    expect(new Set(orders.map(({ properties }) => properties.order_id)).size).toBe(orders.length);
    for (const { properties } of orders) {
      const products = properties.products as { price: string; quantity: number }[];
      const cents = products.reduce((sum, { price, quantity }) => sum + Math.round(Number(price) * 100) * quantity, 0);
      expect(properties).toMatchObject({ total: (cents / 100).toFixed(2), revenue: properties.total, currency: 'EUR' });
    }
  });

  it('show, add and then order a product', () => {
    const counts = ['Product Viewed', 'Product Added', 'Order Completed'].map((event) => tracks(event).length);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(orders.length).toBeGreaterThan(300);
  });

  it('name the buyer by e-mail and customer number before the order, on the same device', () => {
    const known = new Set<string>();
    for (const call of calls) {
      if (call.type === 'identify' && 'customerNumber' in call.traits) known.add(call.anonymousId);
      if (call.type === 'track' && call.event === 'Order Completed') expect(known).toContain(call.anonymousId);
    }
  });

  it('carry a login only from an identify call of the visit on, and never for some buyers', () => {
    const guests = orders.filter(({ userId }) => userId === undefined);
    expect(guests.length / orders.length).toBeGreaterThan(0.2);
    expect(guests.length / orders.length).toBeLessThan(0.8);
    const loggedIn = new Set<string>();
    const early = (calls as readonly SegmentCall[]).filter(({ type, anonymousId, userId }) => {
      if (type === 'identify' && userId !== undefined) loggedIn.add(`${anonymousId}/${userId}`);
      return userId !== undefined && !loggedIn.has(`${anonymousId}/${userId}`);
    });
    expect(early).toEqual([]);
  });

  it('come from up to three devices of a person', () => {
    const devices = Map.groupBy(
      calls.filter(({ userId }) => userId !== undefined),
      ({ userId }) => userId,
    );
    const counts = [...devices.values()].map((own) => new Set(own.map(({ anonymousId }) => anonymousId)).size);
    expect(Math.max(...counts)).toBe(3);
    expect(Math.min(...counts)).toBe(1);
  });

  it('have a bounded size for the door', () => {
    expect(Math.max(...calls.map((call) => JSON.stringify(call).length))).toBeLessThan(4_096);
  });
});
