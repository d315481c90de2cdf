import { join } from 'node:path';
import { controlSpecs } from '@stellwerk/contracts';
import { findRepositoryRoot } from '@stellwerk/local';
import { simulateShop, truth } from '@stellwerk/simulator';
import type { CliContext } from '../context.js';
import { changesTo, readDocuments, type WantedDocument, writeChanges } from '../platform/documents.js';
import { type Endpoints, localEndpoints } from '../platform/endpoints.js';
import { settle } from '../platform/settled.js';
import { withControl } from '../platform/with-bus.js';
import { formatNumber } from '../render/number.js';
import { type DemoRecord, readDemoRecord, writeDemoRecord } from './demo-record.js';
import { publishHistory } from './history.js';
import { printDemo } from './report.js';
import { sendShop } from './shop-calls.js';

const TENANT = 'demo';
const SEED = 2_026;
const PEOPLE = 3_000;
const SETTLE_MS = 600_000;

/** Loads the demo shop where it is not loaded yet, and prints what runs where and what the numbers say. */
export async function prepareDemo(stateDir: string, portBase: number, context: CliContext): Promise<void> {
  const endpoints = await localEndpoints(stateDir, portBase);
  const record = (await readDemoRecord(stateDir)) ?? (await loadDemo(stateDir, endpoints, context));
  await printDemo(record, endpoints, context);
}

async function loadDemo(stateDir: string, endpoints: Endpoints, context: CliContext): Promise<DemoRecord> {
  const { report, signal } = context;
  const now = context.now();
  const options = { seed: SEED, now, people: PEOPLE, tenant: TENANT };
  report('demo: writing its control documents');
  const writeKey = await withControl(endpoints.kafka, async (control, bus) => {
    const wanted = await readDocuments(join(findRepositoryRoot(), 'config'));
    await writeChanges(bus, changesTo(control, wanted), 'stellwerk up', now);
    return writeKeyOf(wanted);
  });
  report(`demo: simulating a shop with ${formatNumber(PEOPLE)} people`);
  const shop = simulateShop(options);
  const history = await withControl(endpoints.kafka, (_control, bus) => publishHistory(bus, shop, now));
  report(
    `demo: ${formatNumber(history)} events of history published; sending the last 30 days through the Segment client`,
  );
  let acknowledged = 0;
  const calls = await sendShop(shop, {
    url: endpoints.urls.tracking,
    writeKey,
    signal,
    acknowledged: () => {
      acknowledged += 1;
      if (acknowledged % 10_000 === 0) report(`demo: ${formatNumber(acknowledged)} calls acknowledged`);
    },
  });
  report(`demo: ${formatNumber(calls)} calls acknowledged; waiting until they are queryable`);
  await settle({ kafka: endpoints.kafka, timeoutMs: SETTLE_MS, signal });
  const causes = truth(options).map(({ channel, tracked }) => ({
    channel,
    orders: tracked.incrementalOrders,
    revenue: tracked.incrementalRevenue,
  }));
  const record = { tenant: TENANT, seed: SEED, people: PEOPLE, now: now.toISOString(), calls, history, truth: causes };
  await writeDemoRecord(stateDir, record);
  return record;
}

function writeKeyOf(documents: readonly WantedDocument[]): string {
  const source = documents.find(({ kind, tenant }) => kind === 'source' && tenant === TENANT);
  if (!source) throw new Error(`config/ has no source of the tenant ${TENANT}`);
  return controlSpecs.source.parse(source.spec).writeKey;
}
