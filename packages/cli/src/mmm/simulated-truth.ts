import type { RunSummary } from '@stellwerk/mmm';
import { historyTruth, simulateShop } from '@stellwerk/simulator';
import { readDemoRecord } from '../demo/demo-record.js';
import type { SimulatedTruth } from './render-summary.js';

const DAY_MS = 86_400_000;

/**
 * What each channel of the demo shop truly added in the days of a fit, in the unit of its outcome; nothing for any other tenant.
 * Orders are counted in orders, revenue at the average value of an order.
 */
export async function simulatedTruth(tenant: string, { data }: RunSummary, stateDir: string): Promise<SimulatedTruth> {
  const record = await readDemoRecord(stateDir).catch(() => null);
  if (record?.tenant !== tenant) return new Map();
  const { seed, people } = record;
  const shop = simulateShop({ seed, people, tenant, now: new Date(record.now) });
  const days = { from: Date.parse(data.from) / DAY_MS, to: Date.parse(data.to) / DAY_MS + spanOf(data.grain) };
  const isOrders = data.outcome.totalValue === null;
  return new Map(
    historyTruth(shop, days).map(({ channel, incrementalOrders, incrementalRevenue }) => [
      channel,
      isOrders ? incrementalOrders : Number(incrementalRevenue),
    ]),
  );
}

const spanOf = (grain: RunSummary['data']['grain']): number => (grain === 'day' ? 1 : 7);
