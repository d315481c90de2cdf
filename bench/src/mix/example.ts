import {
  dataColumnsOf,
  fillDefaults,
  type MmmSpec,
  type Panel,
  readPanelCsv,
  readSpec,
  type SpecInput,
} from '@stellwerk/mmm';

export const EXAMPLE_DATA = 'mmm/mmm_example.csv';

/** What the data were made from: contribution per unit of spend, and share of the outcome. */
export const EXAMPLE_TRUTH = {
  x1: { roas: 4_967.832, share: 0.29054 },
  x2: { roas: 2_274.883, share: 0.06967 },
} as const;

/** Standard deviations of the half-normal priors of the effects: twice the share of the spend. */
const EFFECTS = { x1: 1.31263903, x2: 0.68736097 } as const;

/** The model that PyMC-Marketing documents for its example data, with the trend in 0..1 and its prior to match. */
export function exampleInput(seasonality: string): SpecInput {
  return {
    data: { date: 'date_week' },
    outcome: { column: 'y', unit: 'money', noise: { sd: 'HalfNormal(6)' } },
    paid: (['x1', 'x2'] as const).map((spend) => ({
      spend,
      adstock: { kind: 'geometric', maxLag: 7, priors: { alpha: 'Beta(1, 3)' } },
      saturation: { kind: 'logistic', priors: { lam: 'Gamma(3, 1)' } },
      effect: { on: 'coefficient', prior: `HalfNormal(${EFFECTS[spend]})` },
    })),
    controls: [
      { column: 'event_1', scale: 'none', prior: 'Normal(0, 0.05)' },
      { column: 'event_2', scale: 'none', prior: 'Normal(0, 0.05)' },
      { column: 't', scale: 'maximum', prior: 'Normal(0, 8.9)' },
    ],
    seasonality: [{ order: 2, prior: seasonality }],
    baseline: { intercept: 'Normal(0.5, 0.2)' },
    holdout: { periods: 0 },
  };
}

export const LAPLACE = 'Laplace(0, 0.2)';
/** The normal distribution of the same variance, with which all linear coefficients can be integrated out. */
export const LIKE_LAPLACE = `Normal(0, ${0.2 * Math.SQRT2})`;

export async function exampleModel(file: string, seasonality: string): Promise<{ spec: MmmSpec; panel: Panel }> {
  const input = readSpec(exampleInput(seasonality));
  const { panel } = await readPanelCsv(file, dataColumnsOf(input), { today: '2026-01-01' });
  return { spec: fillDefaults(input, panel), panel };
}

/** What Stan, NumPyro and PyMC are given: the same scaled outcome, media and columns. */
export function peerProblem(panel: Panel): object {
  const column = (name: string) => Array.from(panel.columns.get(name) ?? []);
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  const scaled = (values: readonly number[]) => values.map((value) => value / most(values));
  const days = panel.dates.map((date) => Date.parse(date) / 86_400_000);
  return {
    y: scaled(Array.from(panel.outcome)),
    media: [scaled(column('x1')), scaled(column('x2'))],
    effects: [EFFECTS.x1, EFFECTS.x2],
    lags: 8,
    controls: [column('event_1'), column('event_2'), scaled(column('t'))],
    controlSds: [0.05, 0.05, 8.9],
    seasons: [1, 2].flatMap((turn) =>
      (['sin', 'cos'] as const).map((wave) => days.map((day) => Math[wave]((2 * Math.PI * turn * day) / 365.25))),
    ),
  };
}
