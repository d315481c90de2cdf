import type { Panel } from '../panel.js';
import { type AdstockKind, adstockRule, type SaturationKind, saturationRules } from './kinds.js';
import type {
  AdstockSpec,
  EffectSpec,
  GeoEffectsSpec,
  OrganicSpec,
  PaidSpec,
  Prior,
  ReachFrequencySpec,
  SaturationSpec,
} from './mmm-spec.js';
import type { SpecInput } from './schema.js';

type Channel = NonNullable<SpecInput['organic']>[number];
type Shared = Omit<Channel, 'exposure' | 'order'>;

/** Meridian's half saturation and slope of media, and of frequency. */
const MERIDIAN_HILL = { halfSaturation: 'TruncatedNormal(0.8, 0.8, 0.1, 10)', slope: 1 };
const MERIDIAN_FREQUENCY = { halfSaturation: '0.1 + LogNormal(0.7, 0.4)', slope: 'LogNormal(0.7, 0.4)' };

/** What a channel is where the specification does not say: like Meridian's for data by geo, like PyMC-Marketing's for national data. */
export function channelDefaults(input: SpecInput, panel: Panel) {
  const geo = panel.geos.length > 1;
  const shared = (given: Shared) => ({
    adstock: fillAdstock(given.adstock, geo, panel.grain),
    geoEffects: fillGeoEffects(given.geoEffects, geo),
    timeVarying: given.timeVarying
      ? {
          everyPeriods: given.timeVarying.everyPeriods ?? (panel.grain === 'day' ? 182 : 26),
          sd: given.timeVarying.sd ?? 'HalfNormal(0.3)',
        }
      : null,
  });
  const paidEffect = (given: Shared['effect']) =>
    fillEffect(given, geo ? 'roi' : 'coefficient', roiPrior(input, panel), geo);
  return {
    paid: (given: NonNullable<SpecInput['paid']>[number]): PaidSpec => ({
      name: given.name ?? given.spend,
      spend: given.spend,
      exposure: given.exposure ?? given.spend,
      ...shared(given),
      saturation: fillSaturation(given.saturation, geo, geo ? MERIDIAN_HILL : null),
      order: given.order ?? 'adstock-first',
      effect: paidEffect(given.effect),
    }),
    reachFrequency: (given: NonNullable<SpecInput['reachFrequency']>[number]): ReachFrequencySpec => ({
      name: given.name ?? given.spend,
      spend: given.spend,
      reach: given.reach,
      frequency: given.frequency,
      ...shared(given),
      saturation: fillSaturation(given.saturation ?? 'hill', geo, MERIDIAN_FREQUENCY),
      effect: paidEffect(given.effect),
    }),
    organic: (given: Channel): OrganicSpec => ({
      name: given.name ?? given.exposure,
      exposure: given.exposure,
      ...shared(given),
      saturation: fillSaturation(given.saturation, geo, geo ? MERIDIAN_HILL : null),
      order: given.order ?? 'adstock-first',
      effect: fillEffect(given.effect, geo ? 'contribution' : 'coefficient', 'LogNormal(0.2, 0.9)', geo),
    }),
  };
}

function fillAdstock(given: Channel['adstock'], geo: boolean, grain: 'day' | 'week'): AdstockSpec {
  const full = typeof given === 'string' ? { kind: given } : (given ?? { kind: 'geometric' as AdstockKind });
  const rule = adstockRule(full.kind);
  const stated = 'priors' in full ? full.priors : undefined;
  const priors: Record<string, Prior> = {};
  for (const { name, prior } of rule.parameters)
    priors[name] = stated?.[name] ?? (geo && full.kind === 'geometric' ? 'Uniform(0, 1)' : prior);
  return {
    kind: full.kind,
    maxLag: full.kind === 'none' ? 0 : (('maxLag' in full ? full.maxLag : undefined) ?? (grain === 'day' ? 56 : 8)),
    normalise: ('normalise' in full ? full.normalise : undefined) ?? rule.normalise,
    priors,
  };
}

function fillSaturation(
  given: Channel['saturation'],
  geo: boolean,
  hill: Readonly<Record<string, Prior>> | null,
): SaturationSpec {
  const usual: SaturationKind = geo ? 'hill' : 'logistic';
  const full = typeof given === 'string' ? { kind: given } : (given ?? { kind: usual });
  const stated = 'priors' in full ? full.priors : undefined;
  const priors: Record<string, Prior> = {};
  for (const { name, prior } of saturationRules(full.kind))
    priors[name] = stated?.[name] ?? (full.kind === 'hill' ? hill?.[name] : undefined) ?? prior;
  return { kind: full.kind, priors };
}

function fillEffect(given: Shared['effect'], usual: EffectSpec['on'], roi: Prior, geo: boolean): EffectSpec {
  const on = given?.on ?? usual;
  const priors: Readonly<Record<EffectSpec['on'], Prior>> = {
    roi,
    mroi: 'LogNormal(0, 0.5)',
    contribution: 'Beta(1, 99)',
    coefficient: geo ? 'HalfNormal(5)' : 'HalfNormal(2)',
  };
  return { on, prior: given?.prior ?? priors[on], window: given?.window ?? null };
}

function fillGeoEffects(given: Shared['geoEffects'], geo: boolean): GeoEffectsSpec | null {
  if (!geo || given === null) return null;
  return { distribution: given?.distribution ?? 'log-normal', sd: given?.sd ?? 'HalfNormal(1)' };
}

/**
 * Meridian's prior of the ROI. Where the outcome has no known value, ROI is outcome per money, and one common prior is chosen so that
 * all paid media together contribute 40 % of the outcome, with a standard deviation of 20 %.
 */
function roiPrior(input: SpecInput, panel: Panel): Prior {
  if (input.outcome.unit === 'money' || (input.outcome.value ?? null) !== null) return 'LogNormal(0.2, 0.9)';
  const total = sum(panel.outcome);
  const spends = [...(input.paid ?? []), ...(input.reachFrequency ?? [])].map(({ spend }) =>
    sum(panel.columns.get(spend) ?? new Float64Array()),
  );
  const all = spends.reduce((a, b) => a + b, 0);
  const squares = spends.reduce((a, b) => a + b * b, 0);
  if (!(all > 0 && total > 0)) return 'LogNormal(0.2, 0.9)';
  const mean = (0.4 * total) / all;
  const sd = (0.2 * total) / Math.sqrt(squares);
  const variance = Math.log1p((sd / mean) ** 2);
  return `LogNormal(${Math.log(mean) - variance / 2}, ${Math.sqrt(variance)})`;
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
