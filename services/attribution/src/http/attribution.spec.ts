import { createHash } from 'node:crypto';
import { Module } from '@nestjs/common';
import { type Bus, createMemoryBus, type MemoryBus } from '@stellwerk/bus';
import type { ControlDocument, Role } from '@stellwerk/contracts';
import { attributionComputed } from '@stellwerk/contracts';
import { BUS, CLOCK, type Clock } from '@stellwerk/service';
import { startTestService, type TestService } from '@stellwerk/service/testing';
import { type Analyses, AttributionRuns } from '../attribution-runs.js';
import { analyse } from '../domain/analyse.js';
import { Journeys } from '../domain/journeys.js';
import type { AnalysisTask } from '../tenant-analysis.js';
import { AttributionController } from './attribution.controller.js';

const NOW = new Date('2026-11-24T13:00:00.000Z');

const touch = (channel: string, hoursBefore: number) => ({ channel, hoursBefore });

/** Analyses of journeys in memory, instead of those in a store; keeps what it was asked. */
class MemoryAnalyses implements Analyses {
  readonly tasks: AnalysisTask[] = [];
  journeys = Journeys.of(
    [
      { touches: [touch('Email', 48), touch('Search', 1)], conversions: 2, value: 30n * 10n ** 12n, nulls: 1 },
      { touches: [touch('Email', 0)], conversions: 0, value: 0n, nulls: 4 },
    ],
    { isTimed: true },
  );

  async run(task: AnalysisTask) {
    this.tasks.push(task);
    return analyse(this.journeys, task.spec);
  }
}

const analyses = new MemoryAnalyses();

@Module({
  controllers: [AttributionController],
  providers: [
    {
      provide: AttributionRuns,
      inject: [BUS, CLOCK],
      useFactory: (bus: Bus, clock: Clock) => new AttributionRuns(analyses, bus, clock),
    },
  ],
})
class TestModule {}

function token(secret: string, roles: Role[], tenants: string[] = []): ControlDocument<'token'> {
  const sha256 = createHash('sha256').update(secret).digest('hex');
  const spec = { sha256, roles, tenants, expiresAt: '2027-01-01T00:00:00.000Z', revoked: false };
  return { kind: 'token', tenant: 'platform', name: secret, version: 1, spec, by: 'test', at: NOW.toISOString() };
}

describe('POST /v1/attribution', () => {
  let bus: MemoryBus;
  let service: TestService;
  beforeEach(async () => {
    analyses.tasks.length = 0;
    bus = createMemoryBus({ now: () => NOW });
    service = await startTestService({
      name: 'attribution',
      module: TestModule,
      bus,
      clock: () => NOW,
      documents: [
        token('token-of-an-analyst', ['analyst']),
        token('token-of-a-marketer', ['marketer']),
        token('token-of-a-viewer', ['viewer']),
        token('token-of-a-neighbour', ['analyst'], ['neighbour']),
        {
          kind: 'tenant',
          tenant: 'demo',
          name: 'demo',
          version: 1,
          spec: { displayName: 'Demo', currency: 'CHF', timezone: 'Europe/Zurich', region: 'CH' },
          by: 'test',
          at: NOW.toISOString(),
        } as ControlDocument,
      ],
      config: {},
    });
  });
  afterEach(() => service.close());

  const post = (body: object, bearer = 'token-of-an-analyst') =>
    service.app.inject({
      method: 'POST',
      url: '/v1/attribution',
      headers: { authorization: `Bearer ${bearer}` },
      payload: { tenant: 'demo', model: 'linear', ...body },
    });
  const settings = 'order direct position halfLifeDays decay periodHours weights weightsBy intervals'.split(' ');
  const settingsOf = (run: object) =>
    Object.fromEntries(Object.entries(run).filter(([name]) => settings.includes(name)));
  const published = () => bus.messages(attributionComputed.type).map((message) => JSON.parse(String(message.value)));

  it('answers with the analysis and its run', async () => {
    const reply = await post({});
    expect([reply.statusCode, reply.json()]).toEqual([
      200,
      {
        runId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        at: '2026-11-24T13:00:00.000Z',
        purpose: 'ad_measurement',
        model: 'linear',
        nulls: true,
        transform: [],
        by: 'channel',
        seed: 0,
        dataHash: analyses.journeys.hash(),
        channels: [
          { channel: 'Email', conversions: 1, value: 15 },
          { channel: 'Search', conversions: 1, value: 15 },
        ],
        totals: { journeys: 7, conversions: 2, value: 30, nulls: 5, censored: 0 },
        warnings: ['fewer than 10 conversions, too few to compare: Email, Search'],
      },
    ]);
  });

  it('publishes what it answered, in the currency of the tenant', async () => {
    const { runId, channels } = (await post({ model: 'markov', order: 2, from: '2026-11-01' })).json();
    expect(published()).toMatchObject([
      {
        runId,
        channels,
        tenant: 'demo',
        model: 'markov',
        order: 2,
        from: '2026-11-01',
        lookBackDays: 30,
        purpose: 'ad_measurement',
        currency: 'CHF',
      },
    ]);
  });

  it.each<[title: string, body: object, parameters: object]>([
    ['a half-life', { model: 'time-decay', halfLifeDays: 3 }, { halfLifeDays: 3 }],
    ['defaults', { model: 'step-decay' }, { decay: 0.5, periodHours: 168 }],
    ['shares of positions', { model: 'position', position: [30, 40, 30] }, { position: [30, 40, 30] }],
    ['weights', { model: 'custom', weights: { Email: 2 } }, { weights: { Email: 2 }, weightsBy: 'channel' }],
    ['what is passed over', { model: 'last-non-direct', direct: 'None' }, { direct: 'None' }],
    ['an order and intervals', { model: 'markov', order: 3, intervals: 20 }, { order: 3, intervals: 20 }],
    ['nothing that the model does not look at', { model: 'linear', halfLifeDays: 3, order: 2 }, {}],
  ])('says in answer and event by which settings it was computed: %s', async (_title, body, parameters) => {
    const answer = (await post(body)).json();
    for (const run of [answer, ...published()]) expect(settingsOf(run)).toEqual(parameters);
    expect(published()).toHaveLength(1);
  });

  it('gives equal runs one id, and other specifications another', async () => {
    const ids = [];
    const others = [{ model: 'first' }, { lookBackDays: 7 }, { purpose: 'analytics_store' }];
    for (const body of [{}, {}, ...others]) ids.push((await post(body)).json().runId);
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toBe(ids[1]);
  });

  it.each<[title: string, body: object, query: object]>([
    ['up to now', {}, { to: NOW.toISOString(), lookBackDays: 30 }],
    ['a period', { from: '2026-11-01', to: '2026-11-08' }, { from: '2026-11-01', to: '2026-11-08' }],
    ['a look-back', { lookBackDays: 7 }, { lookBackDays: 7 }],
    ['what may measure advertising, unless told otherwise', {}, { purpose: 'ad_measurement' }],
    ['another purpose', { purpose: 'analytics_store' }, { purpose: 'analytics_store' }],
  ])('asks for %s', async (_title, body, query) => {
    await post(body);
    expect(analyses.tasks[0]?.query).toMatchObject({ tenant: 'demo', currency: 'CHF', ...query });
  });

  it.each<[bearer: string, status: number]>([
    ['token-of-an-analyst', 200],
    ['token-of-a-marketer', 200],
    ['token-of-a-viewer', 403],
    ['token-of-a-neighbour', 403],
    ['token-of-a-stranger', 401],
  ])('%s: %i', async (bearer, status) => {
    expect((await post({}, bearer)).statusCode).toBe(status);
    expect(published()).toHaveLength(status === 200 ? 1 : 0);
  });

  it.each<[title: string, body: object, code: string, problem: string]>([
    ['an unknown model', { model: 'magic' }, 'SVC_INVALID_REQUEST', 'model'],
    ['an unknown purpose', { purpose: 'curiosity' }, 'SVC_INVALID_REQUEST', 'purpose'],
    ['an unknown setting', { halfLive: 3 }, 'SVC_INVALID_REQUEST', 'halfLive'],
    ['an order that is too high', { model: 'markov', order: 5 }, 'SVC_INVALID_REQUEST', 'order'],
    ['a date that is none', { from: 'yesterday' }, 'SVC_INVALID_REQUEST', 'from'],
    ['a period that is empty', { from: '2026-11-08', to: '2026-11-08' }, 'ATT_PERIOD_EMPTY', 'from 2026-11-08'],
    ['an unknown transform', { transform: ['shuffle'] }, 'ATT_SPEC_INVALID', 'shuffle'],
    ['weights that are missing', { model: 'custom' }, 'ATT_SPEC_INVALID', 'weights'],
  ])('refuses %s by name', async (_title, body, code, problem) => {
    const reply = await post(body);
    const { detail, field = '' } = reply.json();
    expect([reply.statusCode, reply.json().code]).toEqual([400, code]);
    expect(`${field} ${detail}`).toContain(problem);
  });

  it('says of a tenant that there is none, instead of nothing to analyse', async () => {
    const reply = await post({ tenant: 'dmeo' });
    expect([reply.statusCode, reply.json().code, reply.json().field]).toEqual([404, 'SVC_TENANT_UNKNOWN', 'tenant']);
    expect(reply.json().detail).toBe('there is no tenant "dmeo"');
  });

  it('says when a result has more names than an event holds, and publishes nothing', async () => {
    const { journeys } = analyses;
    analyses.journeys = Journeys.of(
      Array.from({ length: 2_001 }, (_, index) => ({
        touches: [{ channel: `campaign ${index}` }],
        conversions: 1,
        value: 0n,
        nulls: 0,
      })),
    );
    const reply = await post({ by: 'campaign' });
    analyses.journeys = journeys;
    expect([reply.statusCode, reply.json().code]).toEqual([422, 'ATT_RESULT_TOO_LARGE']);
    expect(published()).toEqual([]);
  });
});
