import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseSpec, readSpec } from '../domain/spec/parse-spec.js';
import { fitFiles } from './fit-files.js';
import { forecastRun } from './forecast-run.js';
import { type OpenRun, openRun } from './open-run.js';
import { planRun } from './plan-run.js';
import { readRunFiles } from './read-inputs.js';
import { scenarioRun } from './scenario-run.js';
import { trackRuns } from './track-runs.js';

/** Fits take a second, and many times that beside other work. */
const SLOW_MS = 180_000;
const NOW = new Date('2026-11-24T10:00:00.000Z');
const root = join(import.meta.dirname, '../../../..');
const spec = `
name: small shop
data: { date: week, currency: EUR }
outcome: { column: revenue, unit: money }
paid:
  - { name: TV, spend: tv, effect: { on: roi, prior: 'LogNormal(0.2, 0.5)' } }
  - { name: Search, spend: search, effect: { on: roi, prior: 'LogNormal(0.2, 0.5)' } }
price: [{ name: price, column: price_index }]
holdout: { periods: 8 }
sampling: { chains: 2, warmup: 100, draws: 100, seed: 4 }
`;
const scattered = (at: number) => ((Math.sin(at * 12.9898) * 43_758.5453) % 1) ** 2;
const tableOf = (weeks: number) =>
  [
    'week,revenue,tv,search,price_index',
    ...Array.from({ length: weeks }, (_, week) => {
      const [tv, search] = [Math.round(400 * scattered(week + 1)), Math.round(150 * scattered(week + 500))];
      const price = 1 + 0.1 * scattered(week + 900);
      const revenue = 1_000 + 0.9 * tv + 1.4 * search - 400 * (price - 1) + 60 * scattered(week + 50);
      const date = new Date(Date.UTC(2025, 0, 6 + 7 * week)).toISOString().slice(0, 10);
      return [date, revenue.toFixed(2), tv, search, price.toFixed(3)].join(',');
    }),
  ].join('\n');

describe('a run folder', () => {
  let folder: string;
  let run: OpenRun;
  const at = (name: string) => join(folder, name);
  const files = () => ({ data: at('data.csv'), specification: at('spec.yaml') });
  const options = (name: string, change = {}) => ({
    folder: at(name),
    sampling: {},
    workers: 0,
    resume: false,
    ...change,
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mmm-run-'));
    await writeFile(at('data.csv'), tableOf(80));
    await writeFile(at('spec.yaml'), spec);
    await fitFiles(files(), options('run'), { now: () => NOW });
    run = await openRun(at('run'));
  }, SLOW_MS);
  afterAll(() => rm(folder, { recursive: true }));

  it('holds summary, draws, data and reports in two languages, and no checkpoints', async () => {
    expect((await readdir(at('run'))).sort()).toEqual([
      ...['draws.bin', 'panel.bin', 'report.de.html', 'report.html', 'summary.json'],
    ]);
    expect(run.summary).toMatchObject({ name: 'small shop', seed: 4, data: { periods: 80, currency: 'EUR' } });
    expect(run.summary.holdout).toMatchObject([{ level: 'national', periods: 8 }]);
    expect(run.summary.command).toContain('--seed 4 --chains 2 --warmup 100 --draws 100');
  });

  it(
    'has the same draws after a stop in the middle, and goes on only from its own checkpoints',
    async () => {
      const stop = new AbortController();
      const stopped = fitFiles(files(), options('stopped'), {
        now: () => NOW,
        signal: stop.signal,
        progress: ({ phase, share }) => {
          if (phase === 'sampling' && share > 0.5) stop.abort(new Error('enough'));
        },
      });
      await expect(stopped).rejects.toThrow('enough');
      await expect(readdir(at('stopped'))).resolves.toEqual(['checkpoints']);
      const other = options('stopped', { resume: true, sampling: { seed: 5 } });
      await expect(fitFiles(files(), other, { now: () => NOW })).rejects.toMatchObject({
        code: 'MMM_CHECKPOINT_UNFIT',
      });
      await fitFiles(files(), options('stopped', { resume: true }), { now: () => NOW });
      const draws = (name: string) => readFile(join(at(name), 'draws.bin'));
      expect((await draws('stopped')).equals(await draws('run'))).toBe(true);
    },
    SLOW_MS,
  );

  const question = { goal: { kind: 'budget' }, measure: { kind: 'mean' }, limits: [], groups: [] } as const;

  it('plans within the data and after it, to the last cent of what is there', () => {
    const inside = planRun(run, {
      question: { ...question, from: '2025-01-06', to: '2026-07-19' },
      ...{ current: null, policy: null },
    });
    const today = inside.channels.map(({ current }) => current);
    expect(today).toEqual(run.summary.channels.map(({ spend }) => expect.closeTo(spend, 6)));
    const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
    expect(sum(inside.channels.map(({ proposed }) => proposed))).toBeCloseTo(sum(today), 6);
    expect(inside.value.lift.mean).toBeGreaterThanOrEqual(0);
    const ahead = planRun(run, {
      question: { ...question, from: '2026-08-03', to: '2026-08-30', limits: [{ channel: 'TV', locked: true }] },
      current: {
        from: '2026-07-06',
        to: '2026-08-02',
        currency: 'EUR',
        lines: [
          { channel: 'TV', amount: 400 },
          { channel: 'Search', amount: 200 },
          { channel: 'Fair', amount: 90 },
        ],
      },
      policy: null,
    });
    expect(ahead.channels.map(({ channel, current, proposed }) => [channel, current, Math.round(proposed)])).toEqual([
      ['TV', 400, 400],
      ['Search', 200, 200],
      ['Fair', 90, 90],
    ]);
  });

  it('spreads the money of each channel over the weeks of a plan', () => {
    const window = { ...question, from: '2026-08-03', to: '2026-09-27' };
    const task = { question: window, current: null, policy: null };
    const { summary } = planRun(run, { ...task, split: { by: 'week' } });
    const { split, channels } = summary;
    expect(channels).toEqual(planRun(run, task).summary.channels);
    for (const { channel, proposed } of channels) {
      const own = split?.lines.filter((line) => line.channel === channel) ?? [];
      expect(own.map(({ week }) => week).slice(0, 2)).toEqual(['2026-08-03', '2026-08-10']);
      expect(own.reduce((sum, line) => sum + line.proposed, 0)).toBeCloseTo(proposed, 6);
    }
    expect(split?.lift.mean).toBeGreaterThanOrEqual(-1e-6);
    expect(split?.certificate.gap).toBeLessThan(1e-4);
    expect(() => planRun(run, { ...task, split: { by: 'geo' } })).toThrow(
      expect.objectContaining({ code: 'MMM_PLAN_INVALID', field: 'by' }),
    );
  });

  it('can give money to a channel that rested in the days of the plan', () => {
    const resting = (run.panel.columns.get('tv') ?? new Float64Array()).map((one, week) =>
      week >= 10 && week < 14 ? 0 : one,
    );
    const panel = { ...run.panel, columns: new Map([...run.panel.columns, ['tv', resting]]) };
    const days = { from: '2025-03-17', to: '2025-04-13' };
    const task = { question: { ...question, ...days }, current: null, policy: null };
    const [tv] = planRun({ ...run, panel, fitted: run.fitted.over(panel) }, task).summary.channels;
    expect(tv).toMatchObject({ channel: 'TV', current: 0, value: { current: { mean: 0 } } });
    expect(tv?.proposed).toBeGreaterThanOrEqual(0);
    expect(tv?.marginal.current.mean).toBeGreaterThan(0);
  });

  it('refuses a bound that would hold nothing', () => {
    const ask = (...limits: { channel: string; max: number }[]) =>
      planRun(run, {
        question: { ...question, from: '2025-01-06', to: '2026-07-19', limits },
        current: null,
        policy: null,
      });
    const [tv, radio] = ['TV', 'radio'].map((channel) => ({ channel, max: 5 }));
    if (!tv || !radio) throw new Error('two limits');
    const refused = expect.objectContaining({ code: 'MMM_PLAN_INVALID', field: 'limits' });
    expect(() => ask(radio)).toThrow(refused);
    expect(() => ask(tv, tv)).toThrow(refused);
  });

  it.each<[title: string, from: string, to: string, field: string]>([
    ['half a week', '2026-08-03', '2026-08-05', 'to'],
    ['days before the data', '2024-12-02', '2024-12-29', 'from'],
    ['days half in the data', '2026-07-06', '2026-08-02', 'from'],
    ['days far ahead', '2030-01-07', '2030-02-03', 'to'],
  ])('refuses to plan %s', (_title, from, to, field) => {
    const task = { question: { ...question, from, to }, current: null, policy: null };
    expect(() => planRun(run, task)).toThrow(expect.objectContaining({ code: 'MMM_PLAN_INVALID', field }));
  });

  it('forecasts the same again, and says what a plan brings against none', () => {
    const plan = { name: 'more tv', periods: 6, spend: { TV: 500 } };
    const first = forecastRun(run, { plan });
    expect(forecastRun(run, { plan })).toEqual(first);
    expect(first.forecast.dates).toHaveLength(6);
    expect(first.difference?.totalValue.mean).toBeGreaterThan(0);
    expect(forecastRun(run, { plan: { name: 'none', periods: 6 } }).difference).toBeNull();
  });

  it('says what changes would bring together and alone, in outcome, value and money', () => {
    const changes = [
      { subject: 'TV', factor: 0.5 },
      { subject: 'price_index', factor: 1.05 },
    ];
    const found = scenarioRun(run, { periods: 8, changes });
    const [media, price] = found.alone;
    expect(found.changes).toEqual([
      { kind: 'media', channel: 'TV', factor: 0.5 },
      { kind: 'price', price: 'price', factor: 1.05, passesToValue: 0 },
    ]);
    expect(found.dates).toHaveLength(8);
    expect(media?.mean).toBeLessThan(0);
    expect(found.value.difference.mean).toBeCloseTo((media?.mean ?? 0) + (price?.mean ?? 0), 6);
    expect(found.components.map(({ component }) => component)).toEqual(['price', 'TV']);
    const saved = found.spend.planned - found.spend.scenario;
    expect(saved).toBeGreaterThan(0);
    expect(found.profit?.mean).toBeCloseTo(found.value.difference.mean + saved, 6);
  });

  it.each<[title: string, change: { subject: string; factor: number; passesToValue?: number }, problem: string]>([
    ['of what is not in the model', { subject: 'radio', factor: 2 }, 'there are TV, Search, price'],
    ['of media as if they were a price', { subject: 'TV', factor: 2, passesToValue: 1 }, 'TV is no price'],
    ['of a price that has no value to reach', { subject: 'price', factor: 2, passesToValue: 1 }, 'no value per unit'],
  ])('refuses a change %s', (_title, change, problem) => {
    expect(() => scenarioRun(run, { periods: 8, changes: [change] })).toThrow(
      expect.objectContaining({ code: 'MMM_SCENARIO_INVALID', message: expect.stringContaining(problem) }),
    );
  });

  it(
    'is held against what came after its data, and against nothing else',
    async () => {
      await writeFile(at('later.csv'), tableOf(92));
      const { panel } = await readRunFiles({ ...files(), data: at('later.csv') }, '2026-11-24');
      const tracked = await trackRuns([at('run')], panel);
      expect([tracked.runs, tracked.points]).toEqual([[run.summary.runId], 12]);
      expect(tracked.wmape).toBeLessThan(0.1);
      expect(tracked.drift.alarms).toEqual([]);
      const shifted = { ...panel, outcome: panel.outcome.map((value, week) => (week < 80 ? value : 2 * value)) };
      const { drift } = await trackRuns([at('run')], shifted);
      expect(drift.alarms.map(({ kind }) => kind)).toContain('higher');
      expect(await trackRuns([at('run')], run.panel)).toMatchObject({ runs: [], points: 0 });
    },
    SLOW_MS,
  );

  it('is refused by name where a file of it is not what it was', async () => {
    await writeFile(join(at('stopped'), 'draws.bin'), 'nothing');
    await expect(openRun(at('stopped'))).rejects.toMatchObject({ code: 'MMM_POSTERIOR_DAMAGED' });
    await writeFile(join(at('stopped'), 'summary.json'), '{}');
    await expect(openRun(at('stopped'))).rejects.toMatchObject({ code: 'MMM_RUN_DAMAGED' });
  });
});

describe('specifications that come along', () => {
  const examples = join(root, 'services/mmm/examples');
  it.each(['mmm-example.yaml', 'meridian-geo.yaml'])('%s can be read', async (name) => {
    expect(parseSpec(await readFile(join(examples, name), 'utf8'))).toHaveProperty('paid');
  });

  it('the one of the demo shop can be read', async () => {
    const { spec: document } = parse(await readFile(join(root, 'config/demo/mmm-spec.default.yaml'), 'utf8'));
    expect(readSpec(document.specification).paid).toHaveLength(5);
  });

  it('the one of the guide can be read', async () => {
    const guide = await readFile(join(root, 'docs/guides/media-mix.md'), 'utf8');
    const [, text = ''] = /```yaml\n([^`]*)```/.exec(guide) ?? [];
    expect(parseSpec(text).calibration?.experiments).toHaveLength(1);
  });
});
