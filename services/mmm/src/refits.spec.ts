import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ControlTable,
  createControlTable,
  createMemoryBus,
  type MemoryBus,
  publishControlDocument,
} from '@stellwerk/bus';
import { watchDrift } from './domain/forecast/drift.js';
import { trackForecasts } from './domain/forecast/tracking.js';
import type { FitAsked } from './fits.js';
import { Refits } from './refits.js';
import { Champions } from './registry/champions.js';
import { FitRegistry } from './registry/registry.js';
import { NOW, RUN_ID, record, smallPanel, smallSummary } from './testing/fits.js';

const specification = {
  data: { date: 'date' },
  outcome: { column: 'orders', unit: 'orders' },
  paid: [
    { name: 'TV', spend: 'tv_spend' },
    { name: 'Search', spend: 'search_spend' },
  ],
  calibration: {
    experiments: [{ name: 'old', channel: 'TV', from: '2025-01-06', to: '2025-02-02', lift: 1, standardError: 1 }],
  },
};
const alarmAt = (at: string) => [{ kind: 'higher' as const, at, since: at }];

describe('refits by the schedule', () => {
  let stateDir: string;
  let bus: MemoryBus;
  let control: ControlTable;
  let champions: Champions;
  let refits: Refits;
  let asked: FitAsked[];
  let alarms: ReturnType<typeof alarmAt>;
  let today: string;

  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'mmm-refits-'));
    bus = createMemoryBus();
    control = await createControlTable(bus);
    champions = await Champions.open(bus);
    const registry = await FitRegistry.open(stateDir);
    const published = record({ state: 'published', isTold: true });
    await registry.add(published, smallPanel);
    await champions.promote(published, { by: 'token:anna', at: NOW });
    asked = [];
    alarms = [];
    today = '2026-12-01';
    const tested = { name: 'new', channel: 'Search', from: '2026-10-05', to: '2026-11-01', lift: 1, standardError: 1 };
    refits = new Refits({
      fits: {
        ask: async (one) => {
          asked.push(one);
          return { record: record(), isNew: true };
        },
      },
      ...{ champions, registry, control },
      readSummary: async () => ({ ...smallSummary(), spec: { calibration: { experiments: [tested] } } }),
      records: {
        of: async () => ({ ...trackForecasts([], new Map()), runs: [], drift: { ...watchDrift([]), alarms } }),
      },
      clock: () => new Date(`${today}T10:00:00.000Z`),
    });
    await write('mmm-spec', 'orders', { specification });
  });
  afterEach(async () => {
    await control.stop();
    await champions.close();
    await rm(stateDir, { recursive: true });
  });

  async function write(kind: 'mmm-spec' | 'budget-policy', name: string, spec: object): Promise<void> {
    await publishControlDocument(bus, {
      kind,
      tenant: 'demo',
      name,
      version: 1,
      by: 'test',
      at: NOW,
      spec,
    } as Parameters<typeof publishControlDocument>[1]);
    while (!control.get(kind, 'demo', name)) await new Promise(setImmediate);
  }
  const govern = (recalibration: object) =>
    write('budget-policy', 'default', {
      ...{ currency: 'EUR', maxStep: 0.2, maxTotalStep: 0.05, approval: { when: 'always' } },
      recalibration,
    });
  const run = async (force = false) => (await refits.run({ tenant: 'demo', force }, 'token:anna'))[0];

  it('are asked for without a policy, and name no tests', async () => {
    expect(await run()).toEqual({ model: 'orders', reason: 'asked', runId: RUN_ID, isNew: true, testsDue: [] });
  });

  it.each<[title: string, day: string, drift: string | null, reason: string]>([
    ['not before its time', '2026-12-19', null, 'not-due'],
    ['when the last day of the data is as old as the policy says', '2026-12-20', null, 'age'],
    ['when forecasts have drifted since', '2026-12-01', '2026-11-23', 'drift'],
    ['not for a drift in what the champion has seen', '2026-12-01', '2026-11-16', 'not-due'],
  ])('are due %s', async (_title, day, drift, reason) => {
    today = day;
    if (drift !== null) alarms = alarmAt(drift);
    await govern({ everyDays: 28 });
    expect(await run()).toMatchObject({ reason, testsDue: [] });
    expect(asked).toHaveLength(reason === 'not-due' ? 0 : 1);
    expect(await run(true)).toMatchObject({ reason: 'asked' });
  });

  it('name the channels whose experiment is due, by the document and by the champion', async () => {
    await govern({ everyDays: 28, testEveryDays: 180 });
    expect((await run())?.testsDue).toEqual(['TV']);
    today = '2027-06-01';
    expect((await run())?.testsDue).toEqual(['TV', 'Search']);
  });
});
