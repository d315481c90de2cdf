import { createControlTable } from '@stellwerk/bus';
import type { CliContext } from '../context.js';
import { changesTo, writeChanges } from '../platform/documents.js';
import { type Endpoints, localEndpoints } from '../platform/endpoints.js';
import { openSource } from '../platform/source.js';
import { withBus } from '../platform/with-bus.js';
import { type DemoRecord, readDemoRecord, writeDemoRecord } from './demo-record.js';
import { loadKnowledge } from './knowledge.js';
import { loadShop } from './load-shop.js';
import { printDemo } from './report.js';
import { DEMO_TENANT, demoDocuments, sourceOf } from './shop-documents.js';

const SEED = 2_026;
const PEOPLE = 3_000;

/** Loads the demo shop where it is not loaded yet, and prints what runs where and what the numbers say. */
export async function prepareDemo(stateDir: string, portBase: number, context: CliContext): Promise<void> {
  const endpoints = await localEndpoints(stateDir, portBase);
  const record = (await readDemoRecord(stateDir)) ?? (await loadDemo(stateDir, endpoints, context));
  await printDemo(await withKnowledge(record, stateDir, endpoints, context), endpoints, context);
}

/** The knowledge base is loaded once, also into a shop that was there before it. */
async function withKnowledge(
  record: DemoRecord,
  stateDir: string,
  endpoints: Endpoints,
  given: CliContext,
): Promise<DemoRecord> {
  if (record.knowledge !== undefined) return record;
  const context: CliContext = { ...given, report: (line) => given.report(`demo: ${line}`) };
  const wanted = (await demoDocuments()).filter(({ kind }) => kind === 'knowledge-source' || kind === 'golden-set');
  await withBus(endpoints.kafka, async (bus) => {
    const control = await createControlTable(bus);
    await control.ready;
    await writeChanges(bus, changesTo(control, wanted), 'stellwerk up', context.now());
    await control.stop();
  });
  const loaded = { ...record, knowledge: await loadKnowledge(DEMO_TENANT, endpoints, context) };
  await writeDemoRecord(stateDir, loaded);
  return loaded;
}

async function loadDemo(stateDir: string, endpoints: Endpoints, given: CliContext): Promise<DemoRecord> {
  const context: CliContext = { ...given, report: (line) => given.report(`demo: ${line}`) };
  const now = context.now();
  const source = await openSource(endpoints.kafka, context, async (control, bus) => {
    const wanted = await demoDocuments();
    const changes = changesTo(control, wanted);
    await writeChanges(bus, changes, 'stellwerk up', now);
    const { document, spec } = sourceOf(wanted);
    const created = changes.map(({ kind, tenant, name }) => `${kind} ${tenant}/${name}`);
    return { tenant: DEMO_TENANT, name: document.name, writeKey: spec.writeKey, currency: 'EUR', created };
  });
  const options = { seed: SEED, now, people: PEOPLE, tenant: DEMO_TENANT };
  const { calls, history, from, truth } = await loadShop({ options, source, history: true }, endpoints, context);
  const shop = { tenant: DEMO_TENANT, seed: SEED, people: PEOPLE, now: now.toISOString() };
  const record = { ...shop, from, calls, history, truth };
  await writeDemoRecord(stateDir, record);
  return record;
}
