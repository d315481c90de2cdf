import { type Shop, type ShopOptions, segmentCalls, simulateShop, truth } from '@stellwerk/simulator';
import type { CliContext } from '../context.js';
import type { Endpoints } from '../platform/endpoints.js';
import { asJob, type JobProgress } from '../platform/job-run.js';
import { assertQueryable, markStart, type Outcome, outcomeOf, SentEvents } from '../platform/outcome.js';
import { settle } from '../platform/settled.js';
import type { SourceAccess } from '../platform/source.js';
import { withBus } from '../platform/with-bus.js';
import { formatNumber } from '../render/number.js';
import type { ShopTruth } from './demo-record.js';
import { publishHistory } from './history.js';

/** What is to be simulated, and into which source. */
export interface ShopLoad {
  readonly options: ShopOptions;
  readonly source: SourceAccess;
  /** Whether the years of aggregated history are part of it. */
  readonly history: boolean;
}

/** A simulated shop, as it was sent. */
export interface LoadedShop {
  /** Acknowledged calls. */
  readonly calls: number;
  /** Events of history. */
  readonly history: number;
  /** First instant of the days of single calls. */
  readonly from: string;
  /** What each channel causes among the people whom tracking sees. */
  readonly truth: ShopTruth;
  readonly outcome: Outcome;
}

const DAY_MS = 86_400_000;
const SETTLE_MS = 1_800_000;
const CALLS_PER_REPORT = 10_000;

/**
 * Simulates a shop and sends it through the real door; waits until everything that its people allow to keep is queryable.
 * @throws StellwerkError SIM_OPTION_INVALID, and as a replay does
 */
export async function loadShop(
  { options, source, history }: ShopLoad,
  endpoints: Endpoints,
  context: CliContext,
): Promise<LoadedShop> {
  const { now, report, signal } = context;
  const { tenant } = source;
  report(`simulating a shop with ${formatNumber(options.people ?? 0)} people`);
  const shop = simulateShop(options);
  return withBus(endpoints.kafka, async (bus) => {
    const start = await markStart(bus);
    return asJob({ bus, tenant, job: 'simulate', now }, async (job) => {
      const events = history ? await publishHistory(bus, shop, now()) : 0;
      if (history) report(`${formatNumber(events)} events of history published`);
      const allowed = new SentEvents(source);
      const calls = await sendCalls(shop, source, allowed, { url: endpoints.urls.tracking, context, job });
      report(`${formatNumber(calls)} calls acknowledged; waiting until they are queryable`);
      await settle({ kafka: endpoints.kafka, timeoutMs: SETTLE_MS, signal });
      const outcome = await outcomeOf(endpoints.clickHouse, source, allowed, start);
      const figures = { calls, history: events, ...outcome };
      await job.progress(1, figures);
      assertQueryable(outcome, source);
      const from = new Date(shop.settings.callsStart * DAY_MS).toISOString();
      return { calls, history: events, from, truth: truthOf(options), outcome, figures };
    });
  });
}

async function sendCalls(
  shop: Shop,
  source: SourceAccess,
  allowed: SentEvents,
  { url, context, job }: { readonly url: string; readonly context: CliContext; readonly job: JobProgress },
): Promise<number> {
  const { signal, report } = context;
  const troubled = (problem: string) => report(`the door does not take everything, trying again: ${problem}`);
  // Only here, for the client takes its time to load.
  const { SegmentSender } = await import('../replay/sender.js');
  const sender = new SegmentSender({ url, writeKey: source.writeKey, signal, troubled });
  const days = shop.visitsByDay.length;
  const first = shop.settings.callsStart;
  let next = CALLS_PER_REPORT;
  for (const call of segmentCalls(shop)) {
    // Who refuses analytics is counted at the door and never seen again.
    if (call.context.consent.categoryPreferences.analytics) allowed.add(call.messageId);
    await sender.send(call);
    if (sender.sent < next) continue;
    next += CALLS_PER_REPORT;
    report(`${formatNumber(sender.sent)} calls acknowledged`);
    await job.progress((Date.parse(call.timestamp) / DAY_MS - first) / days, { calls: sender.sent });
  }
  await sender.close();
  return sender.sent;
}

const truthOf = (options: ShopOptions): ShopTruth =>
  truth(options).map(({ channel, tracked: { incrementalOrders: orders, incrementalRevenue: revenue } }) => ({
    channel,
    orders,
    revenue,
  }));
