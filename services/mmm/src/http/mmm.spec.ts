import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import {
  type Approvals,
  type Bus,
  type ControlTable,
  createApprovals,
  createMemoryBus,
  type MemoryBus,
} from '@stellwerk/bus';
import { type ControlDocument, type Role, StellwerkError } from '@stellwerk/contracts';
import { BUS, CLOCK, type Clock, CONTROL_TABLE } from '@stellwerk/service';
import { startTestService, type TestService } from '@stellwerk/service/testing';
import { Budgets } from '../budget/budgets.js';
import { PlanFiles } from '../budget/plan-files.js';
import type { Planner } from '../budget/planner.js';
import { ProposalDesk } from '../budget/proposal-desk.js';
import { Proposals } from '../budget/proposals.js';
import { DataError } from '../domain/data/data-error.js';
import { watchDrift } from '../domain/forecast/drift.js';
import { trackForecasts } from '../domain/forecast/tracking.js';
import { fillDefaults } from '../domain/spec/fill-defaults.js';
import { errors } from '../errors.js';
import { examplePlanSummary } from '../examples/plan-summary.js';
import { Fits, type TenantData } from '../fits.js';
import { FitExecution } from '../jobs/fit-execution.js';
import { FitQueue } from '../jobs/fit-queue.js';
import type { FitRunner } from '../jobs/fit-runner.js';
import { FitTelling } from '../jobs/fit-telling.js';
import { JobRecord } from '../jobs/job-record.js';
import { Refits, type RefitsDeps } from '../refits.js';
import { Champions } from '../registry/champions.js';
import { FitRegistry } from '../registry/registry.js';
import { readSummaryOf } from '../run/read-summary.js';
import { NOW, smallPanel, smallSummary } from '../testing/fits.js';
import { BudgetsController } from './budgets.controller.js';
import { FitsController } from './fits.controller.js';
import { RefitsController } from './refits.controller.js';

const APPROVALS = Symbol('Approvals');
const interval = (mean: number) => ({ mean, low: mean - 1, high: mean + 1 });
const specification = {
  data: { date: 'week', geo: 'geo' },
  outcome: { column: 'orders', unit: 'orders' },
  paid: [{ name: 'TV', spend: 'tv_spend' }],
  holdout: { periods: 0 },
};

/** Writes a run as a real one does. */
const runner: FitRunner = {
  async run({ record: { runId }, folder }) {
    const summary = { ...smallSummary(), runId };
    await mkdir(folder.run, { recursive: true });
    await writeFile(join(folder.run, 'summary.json'), JSON.stringify(summary));
    await writeFile(join(folder.run, 'report.html'), '<!doctype html><title>orders</title>');
    return summary;
  },
};
/** What is wrong with the data of every tenant. */
let bad: readonly StellwerkError[] = [];
const data: TenantData = {
  read: async ({ specification: given }) => {
    const [first] = bad;
    if (first) throw new DataError(first, bad);
    return { panel: smallPanel, specification: fillDefaults(given, smallPanel), warnings: [] };
  },
};
const planner: Planner = {
  plan: async () => ({
    summary: examplePlanSummary(),
    channels: [{ channel: 'TV', current: 100, proposed: 90, min: 0, max: 200, probabilityMarginalAbove1: 0.2 }],
    ...{ currency: 'EUR', dataUntil: '2026-11-22', extrapolated: [] },
    value: { current: interval(300), proposed: interval(290), lift: interval(-10) },
    ...{ probabilityBetter: 0.7, expectedRegret: 1, certificate: { kind: 'kkt', gap: 0 } },
  }),
};

const records: RefitsDeps['records'] = {
  of: async () => ({ ...trackForecasts([], new Map()), runs: [], drift: watchDrift([]) }),
};

let stateDir = '';

@Module({
  controllers: [FitsController, BudgetsController, RefitsController],
  providers: [
    { provide: FitRegistry, useFactory: () => FitRegistry.open(stateDir) },
    { provide: Champions, inject: [BUS], useFactory: (bus: Bus) => Champions.open(bus) },
    { provide: Proposals, inject: [BUS], useFactory: (bus: Bus) => Proposals.open(bus) },
    { provide: APPROVALS, inject: [BUS], useFactory: (bus: Bus) => createApprovals(bus) },
    {
      provide: FitTelling,
      inject: [BUS, CLOCK, FitRegistry],
      useFactory: (bus: Bus, clock: Clock, registry: FitRegistry) =>
        new FitTelling({ bus, clock, registry, jobs: new JobRecord(bus, clock), keptRuns: 9, isKept: () => false }),
    },
    {
      provide: FitQueue,
      inject: [FitRegistry, FitTelling, CLOCK],
      useFactory: (registry: FitRegistry, listener: FitTelling, clock: Clock) => {
        const logger = { warn: () => {}, error: () => {} };
        const readSummary = readSummaryOf(registry);
        const execution = new FitExecution({ registry, runner, listener, readSummary, clock, logger });
        return new FitQueue({ registry, execution, maxWaiting: 4, logger });
      },
    },
    {
      provide: Fits,
      inject: [FitQueue, CONTROL_TABLE, CLOCK],
      useFactory: (queue: FitQueue, control: ControlTable, clock: Clock) =>
        new Fits({ data, queue, control, clock, modelVersion: '1' }),
    },
    {
      provide: Refits,
      inject: [Fits, Champions, FitRegistry, CONTROL_TABLE, CLOCK],
      useFactory: (fits: Fits, champions: Champions, registry: FitRegistry, control: ControlTable, clock: Clock) =>
        new Refits({ fits, champions, registry, control, clock, records, readSummary: readSummaryOf(registry) }),
    },
    {
      provide: ProposalDesk,
      inject: [Champions, FitRegistry, Proposals, APPROVALS, CONTROL_TABLE, CLOCK],
      useFactory: (
        champions: Champions,
        registry: FitRegistry,
        proposals: Proposals,
        approvals: Approvals,
        control: ControlTable,
        clock: Clock,
      ) =>
        new ProposalDesk({
          champions,
          registry,
          proposals,
          approvals,
          planner,
          plans: new PlanFiles(stateDir),
          control,
          clock,
        }),
    },
    {
      provide: Budgets,
      inject: [BUS, CONTROL_TABLE, APPROVALS, Proposals, CLOCK],
      useFactory: (bus: Bus, control: ControlTable, approvals: Approvals, proposals: Proposals, clock: Clock) =>
        new Budgets({ bus, control, approvals, proposals, clock }),
    },
  ],
})
class TestModule {}

const document = (kind: ControlDocument['kind'], tenant: string, name: string, spec: object) =>
  ({ kind, tenant, name, version: 1, spec, by: 'test', at: NOW }) as ControlDocument;

function token(name: string, roles: Role[], tenants: string[] = []): ControlDocument {
  const sha256 = createHash('sha256').update(secretOf(name)).digest('hex');
  return document('token', 'platform', name, {
    ...{ sha256, roles, tenants, expiresAt: '2027-01-01T00:00:00.000Z', revoked: false },
  });
}

const secretOf = (name: string) => `secret-of-token-${name}`;

describe('the media mix over HTTP', () => {
  let bus: MemoryBus;
  let service: TestService;

  beforeEach(async () => {
    bad = [];
    stateDir = await mkdtemp(join(tmpdir(), 'mmm-http-'));
    bus = createMemoryBus({ now: () => new Date(NOW) });
    service = await startTestService({
      ...{ name: 'mmm', module: TestModule, config: {}, bus, clock: () => new Date(NOW) },
      documents: [
        token('anna', ['analyst']),
        token('max', ['marketer']),
        token('vera', ['viewer']),
        token('nils', ['analyst'], ['neighbour']),
        document('tenant', 'demo', 'demo', {
          ...{ displayName: 'Demo', currency: 'EUR', timezone: 'Europe/Berlin', region: 'DE' },
        }),
        document('mmm-spec', 'demo', 'default', { specification }),
      ],
    });
  });
  afterEach(async () => {
    await service.app.get(FitQueue).close();
    await service.close();
    await rm(stateDir, { recursive: true });
  });

  const send = (method: 'GET' | 'POST', url: string, as: string | undefined, payload?: object) =>
    service.app.inject({
      ...{ method, url: `/v1${url}` },
      headers: as === undefined ? {} : { authorization: `Bearer ${secretOf(as)}` },
      ...(payload && { payload }),
    });
  const published = async (as = 'anna') => {
    const { runId } = (await send('POST', '/fits', as, { tenant: 'demo' })).json();
    for (let attempt = 0; attempt < 4_000; attempt++) {
      const { state } = (await send('GET', `/fits/${runId}`, as)).json();
      if (state === 'published') return runId;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('waited in vain');
  };

  it('asks for a fit by the document of the model, and shows what became of it', async () => {
    const asked = await send('POST', '/fits', 'anna', { tenant: 'demo' });
    expect([asked.statusCode, asked.json()]).toMatchObject([
      202,
      { tenant: 'demo', model: 'default', state: 'queued', isNew: true, requestedBy: 'token:anna', progress: 0 },
    ]);
    const runId = await published();
    expect(runId).toBe(asked.json().runId);
    expect((await send('GET', '/fits?tenant=demo', 'vera')).json()).toMatchObject({
      fits: [{ runId, state: 'published', progress: 1, secondsLeft: null, isChampion: false }],
      champions: [],
    });
    expect((await send('GET', `/fits/${runId}/summary`, 'vera')).json()).toMatchObject({ runId, status: 'published' });
    const report = await send('GET', `/fits/${runId}/report`, 'vera');
    expect([report.headers['content-type'], report.body]).toEqual([
      'text/html; charset=utf-8',
      expect.stringContaining('<title>orders'),
    ]);
    const card = await send('GET', `/fits/${runId}/card`, 'vera');
    expect(card.body).toContain('# Model card: default of demo');
  });

  it('answers the same request with the same run, and another seed with another', async () => {
    const first = await published();
    expect((await send('POST', '/fits', 'max', { tenant: 'demo' })).json()).toMatchObject({
      runId: first,
      isNew: false,
    });
    const other = (await send('POST', '/fits', 'max', { tenant: 'demo', sampling: { seed: 2 } })).json();
    expect([other.isNew, other.runId === first]).toEqual([true, false]);
    expect(other.command).toContain('mmm fit --tenant demo --model default --seed 2 --chains');
  });

  it('says what was noticed about the data, and fits nothing', async () => {
    const checked = await send('POST', '/fits/checks', 'anna', { tenant: 'demo' });
    expect([checked.statusCode, checked.json()]).toEqual([
      200,
      {
        data: {
          ...{ grain: 'week', geos: 2, periods: 3, from: '2026-11-02', until: '2026-11-16' },
          ...{ currency: 'EUR', dataHash: 'a9f0c1', warnings: [] },
        },
        problems: [],
      },
    ]);
    bad = [3, 8].map((row) => new StellwerkError(errors.CELL_EMPTY, { row, column: 'tv' }, { field: 'tv' }));
    expect((await send('POST', '/fits/checks', 'anna', { tenant: 'demo' })).json()).toEqual({
      data: null,
      problems: bad.map(({ code, message, fix, field }) => ({ code, detail: message, fix, field })),
    });
    expect((await send('POST', '/fits/checks', 'vera', { tenant: 'demo' })).statusCode).toBe(403);
    expect((await send('GET', '/fits?tenant=demo', 'vera')).json().fits).toEqual([]);
  });

  it('says how to do a fit again whose specification came along', async () => {
    const paid = [{ name: 'TV', spend: 'tv_spend' }];
    const specification = { data: { date: 'week', geo: 'geo' }, outcome: { column: 'orders', unit: 'orders' }, paid };
    const { runId, command } = (await send('POST', '/fits', 'anna', { tenant: 'demo', specification })).json();
    const again = 'stellwerk mmm fit --tenant demo --model default --spec spec.json';
    expect(command).toBe(`stellwerk mmm show ${runId} --specification > spec.json && ${again}`);
  });

  it('fits what is due once, and makes a published fit the champion when a person says so', async () => {
    const refit = await send('POST', '/refits', 'anna', { tenant: 'demo' });
    const [{ runId, reason }] = refit.json().refits;
    expect([refit.statusCode, reason, runId]).toEqual([202, 'asked', await published()]);
    const promoted = await send('POST', `/fits/${runId}/promotion`, 'anna', { reason: 'first' });
    expect(promoted.json()).toMatchObject({ runId, model: 'default', by: 'token:anna' });
    expect((await send('GET', `/fits/${runId}`, 'vera')).json().isChampion).toBe(true);
  });

  it('proposes with the champion and lists what waits', async () => {
    const plan = { tenant: 'demo', from: '2026-11-30', to: '2026-12-06' };
    expect((await send('POST', '/plans', 'max', plan)).json()).toMatchObject({ code: 'MMM_NO_CHAMPION', status: 404 });
    await send('POST', `/fits/${await published()}/promotion`, 'anna', {});
    const proposal = (await send('POST', '/plans', 'max', plan)).json();
    expect(proposal).toMatchObject({ approval: 'waiting', isInForce: false, channels: [{ proposed: '90.00' }] });
    const refused = await send('POST', `/plans/${proposal.proposalId}/application`, 'max', {});
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'MMM_NOT_APPROVED']);
    expect((await send('GET', '/plans?tenant=demo', 'vera')).json()).toMatchObject({
      proposals: [{ proposalId: proposal.proposalId }],
      inForce: null,
    });
  });

  it.each<[as: string | undefined, method: 'GET' | 'POST', url: string, status: number]>([
    [undefined, 'GET', '/fits?tenant=demo', 401],
    ['vera', 'POST', '/fits', 403],
    ['vera', 'POST', '/plans', 403],
    ['anna', 'POST', '/budget-rollbacks', 403],
    ['nils', 'GET', '/fits?tenant=demo', 403],
    ['nils', 'POST', '/fits', 403],
    ['anna', 'GET', '/fits?tenant=dmeo', 404],
    ['anna', 'GET', '/fits/b7d9f3c4-1111-5222-8333-444455550099', 404],
    ['anna', 'GET', '/fits/no-uuid', 400],
  ])('answers %s with %s %s: %i', async (as, method, url, status) => {
    const dates = { from: '2026-11-30', to: '2026-12-06' };
    const payload = { tenant: 'demo', ...(url === '/plans' && dates) };
    expect((await send(method, url, as, method === 'POST' ? payload : undefined)).statusCode).toBe(status);
  });

  it.each<[title: string, url: string, body: object, code: string, field: string]>([
    ['an unknown model', '/fits', { model: 'none' }, 'MMM_MODEL_UNKNOWN', 'model'],
    ['a specification that does not fit', '/fits', { specification: { data: {} } }, 'MMM_SPEC_INVALID', 'data.date'],
    ['an unknown setting', '/fits', { sampling: { sed: 1 } }, 'SVC_INVALID_REQUEST', 'sampling'],
    [
      'a plan that ends before it begins',
      '/plans',
      { from: '2026-12-01', to: '2026-11-30' },
      'SVC_INVALID_REQUEST',
      'to',
    ],
    [
      'a goal that is none',
      '/plans',
      { from: '2026-12-01', to: '2026-12-30', goal: { kind: 'fun' } },
      'SVC_INVALID_REQUEST',
      'goal',
    ],
  ])('refuses %s by name', async (_title, url, body, code, field) => {
    const reply = (await send('POST', url, url === '/plans' ? 'max' : 'anna', { tenant: 'demo', ...body })).json();
    expect(reply.code).toBe(code);
    expect(`${reply.field} ${reply.detail}`).toContain(field);
  });
});
