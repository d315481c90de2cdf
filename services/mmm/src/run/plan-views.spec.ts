import { fitModel } from '../domain/model/fit-model.js';
import { responseCurves } from '../domain/model/media-curves.js';
import { fillDefaults } from '../domain/spec/fill-defaults.js';
import { readSpec } from '../domain/spec/parse-spec.js';
import { mixPanel, plain } from '../examples/mixes.js';
import { smallSummary } from '../testing/fits.js';
import type { OpenRun } from './open-run.js';
import { otherViews } from './plan-views.js';

const interval = (mean: number) => ({ mean, low: mean - 1, high: mean + 1 });
const lift = (channel: string, measured: number, standardError: number, modelled: number) => ({
  ...{ experiment: `${channel} ${measured}`, channel, lift: measured, standardError },
  ...{ modelled: interval(modelled), weight: 0.5 },
});

async function runWith(calibration: object, measured: OpenRun['summary']['calibration'], weeks = 40): Promise<OpenRun> {
  const panel = mixPanel(1, weeks);
  const sampling = { chains: 1, warmup: 30, draws: 10, maxTreeDepth: 4 };
  const spec = fillDefaults(readSpec({ ...plain, calibration, sampling }), panel);
  const { fitted } = await fitModel(spec, panel, {});
  return { summary: { ...smallSummary(), calibration: measured }, spec, panel, fitted };
}
const today = [500, 300];

describe('other views on a plan', () => {
  /** What a view says that each channel adds at today's money. */
  async function saidBy(run: OpenRun): Promise<Readonly<Record<string, number[]>>> {
    const curves = responseCurves(run.fitted, { draws: 10 });
    const at = (of: typeof curves) =>
      of.channels.map((_, channel) => {
        const [value, slope] = [new Float64Array(10), new Float64Array(10)];
        of.evaluate(channel, today[channel] ?? 0, value, slope);
        return value.reduce((sum, one) => sum + one, 0) / 10;
      });
    const views = otherViews(run, curves, today);
    return { model: at(curves), ...Object.fromEntries(views.map((view) => [view.name, at(view.curves)])) };
  }

  it('are none where nothing else is known', async () => {
    expect(Object.keys(await saidBy(await runWith({}, [])))).toEqual(['model']);
  });

  it('bring the curve of a channel to what its experiments measured, the more precise one first of all', async () => {
    const { model, experiments } = await saidBy(await runWith({}, [lift('TV', 20, 1, 10), lift('TV', 5, 1e6, 10)]));
    expect(experiments?.[0]).toBeCloseTo(2 * (model?.[0] ?? 0), 6);
    expect(experiments?.[1]).toBeCloseTo(model?.[1] ?? 0, 9);
  });

  it('give a channel nothing whose experiment saw harm', async () => {
    const { experiments } = await saidBy(await runWith({}, [lift('TV', -5, 1, 10)]));
    expect(experiments?.[0]).toBe(0);
  });

  it('bring it to the value per money that attribution credits', async () => {
    const credits = [{ channel: 'search', from: '2023-01-02', to: '2023-01-15', attributed: 60, relativeError: 0.1 }];
    const run = await runWith({ attribution: { credits } }, []);
    const { model, attribution } = await saidBy(run);
    const { outcome, valuePerUnit, columns } = run.panel;
    const spend = columns.get('search') ?? new Float64Array();
    const two = (values: Float64Array | null) => [values?.[0] ?? 0, values?.[1] ?? 0] as const;
    const [[y0, y1], [v0, v1], [s0, s1]] = [two(outcome), two(valuePerUnit), two(spend)];
    const credited = (60 * (y0 * v0 + y1 * v1)) / (y0 + y1);
    expect(attribution?.[1]).toBeCloseTo((300 * credited) / (s0 + s1), 6);
    expect(attribution?.[0]).toBeCloseTo(model?.[0] ?? 0, 9);
  });
});
