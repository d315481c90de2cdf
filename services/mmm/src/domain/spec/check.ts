import { type Distribution, isProblem, parseDistribution } from './distribution.js';
import { adstockRule, type ParameterRule, saturationRules } from './kinds.js';
import type { Prior } from './mmm-spec.js';
import type { SpecInput } from './schema.js';

/** What is wrong with a specification, where, and what to do. */
export interface SpecProblem {
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}

type Channel = NonNullable<SpecInput['organic']>[number] | NonNullable<SpecInput['paid']>[number];

function each<T>(list: readonly T[] | undefined, visit: (item: T, at: number) => unknown): void {
  for (const [at, item] of (list ?? []).entries()) visit(item, at);
}

/** What the shape of a specification cannot say: names that must agree, and priors that must suit their parameter. */
export function checkSpec(spec: SpecInput): readonly SpecProblem[] {
  const problems: SpecProblem[] = [];
  const report = (path: string, problem: string, remedy: string) => problems.push({ path, problem, remedy });
  const distribution = (path: string, given: Prior | null | undefined): Distribution | null => {
    if (given === undefined || given === null) return null;
    const parsed = parseDistribution(given);
    if (!isProblem(parsed)) return parsed;
    report(path, parsed.problem, parsed.remedy);
    return null;
  };
  const within = (
    path: string,
    given: Prior | null | undefined,
    { low, high }: Pick<ParameterRule, 'low' | 'high'>,
  ) => {
    const parsed = distribution(path, given);
    if (parsed && (parsed.low < low || parsed.high > high))
      report(
        path,
        `${given} allows values outside ${low} to ${high === Number.POSITIVE_INFINITY ? 'infinity' : high}`,
        `take a distribution on that range, such as ${high === 1 ? 'Beta(1, 3)' : 'HalfNormal(1)'}`,
      );
  };
  const above0 = { low: 0, high: Number.POSITIVE_INFINITY };
  const sd = (path: string, given: Prior | null | undefined) => {
    within(path, given, above0);
    if (given === 0 || given === '0')
      report(path, 'a standard deviation of 0', 'give a positive one, or null for none');
  };

  const transformation = (
    path: string,
    given: Channel['adstock'] | Channel['saturation'],
    rules: readonly ParameterRule[],
  ) => {
    if (typeof given !== 'object') return;
    for (const [key, value] of Object.entries(given.priors ?? {})) {
      const rule = rules.find(({ name }) => name === key);
      if (rule) within(`${path}.priors.${key}`, value, rule);
      else
        report(
          `${path}.priors.${key}`,
          `${given.kind} has no such parameter`,
          rules.length > 0
            ? `its parameters are ${rules.map(({ name }) => name).join(', ')}`
            : 'it has none: remove it',
        );
    }
  };
  const effect = (path: string, given: Channel['effect'], paid: boolean) => {
    if (!given) return;
    if (!paid && (given.on === 'roi' || given.on === 'mroi'))
      report(`${path}.on`, `${given.on} of a channel without spend`, 'take contribution or coefficient');
    within(`${path}.prior`, given.prior, above0);
    if (given.window && given.window.from > given.window.to)
      report(`${path}.window`, 'from lies after to', 'let from be the earlier day');
  };
  const channel = (path: string, given: Channel, paid: boolean) => {
    const kind = <K extends string>(form: K | { kind: K } | undefined) => (typeof form === 'object' ? form.kind : form);
    const adstock = kind(given.adstock);
    const saturation = kind(given.saturation);
    transformation(`${path}.adstock`, given.adstock, adstock ? adstockRule(adstock).parameters : []);
    transformation(`${path}.saturation`, given.saturation, saturation ? saturationRules(saturation) : []);
    effect(`${path}.effect`, given.effect, paid);
    sd(`${path}.geoEffects.sd`, given.geoEffects?.sd);
    sd(`${path}.timeVarying.sd`, given.timeVarying?.sd);
  };
  const outcome = (path: string, given: SpecInput['outcome']) => {
    sd(`${path}.noise.sd`, given.noise?.sd);
    if (given.unit === 'money' && given.value)
      report(`${path}.value`, 'an outcome in money has no value per unit', 'remove value, or name the unit');
    const { likelihood } = given;
    if (typeof likelihood === 'object' && 'degrees' in likelihood) sd(`${path}.likelihood.degrees`, likelihood.degrees);
    if (typeof likelihood === 'object' && 'dispersion' in likelihood)
      sd(`${path}.likelihood.dispersion`, likelihood.dispersion);
    const kind = typeof likelihood === 'object' ? likelihood.kind : likelihood;
    if ((kind === 'poisson' || kind === 'negative-binomial') && given.noise)
      report(`${path}.noise`, `a ${kind} outcome has no noise of its own`, 'remove noise');
  };

  outcome('outcome', spec.outcome);
  each(spec.paid, (given, at) => channel(`paid[${at}]`, given, true));
  each(spec.reachFrequency, (given, at) => channel(`reachFrequency[${at}]`, given, true));
  each(spec.organic, (given, at) => channel(`organic[${at}]`, given, false));
  each(spec.treatments, (given, at) => {
    distribution(`treatments[${at}].effect.prior`, given.effect?.prior);
    sd(`treatments[${at}].geoSd`, given.geoSd);
  });
  each(spec.controls, (given, at) => {
    distribution(`controls[${at}].prior`, given.prior);
    sd(`controls[${at}].geoSd`, given.geoSd);
  });
  each(spec.price, (given, at) => distribution(`price[${at}].elasticity`, given.elasticity));
  each(spec.promotion, (given, at) => distribution(`promotion[${at}].elasticity`, given.elasticity));
  each(spec.holidays, (given, at) => distribution(`holidays[${at}].prior`, given.prior));
  each(spec.seasonality, (given, at) => distribution(`seasonality[${at}].prior`, given.prior));
  const { baseline } = spec;
  distribution('baseline.intercept', baseline?.intercept);
  if (typeof baseline?.trend !== 'boolean') distribution('baseline.trend', baseline?.trend);
  const level = distribution('baseline.geo', baseline?.geo);
  if (level && !(level.family === 'Normal' && level.parameters[0] === 0 && level.shift === 0))
    report('baseline.geo', 'is no normal distribution about 0', 'state how far levels of geos differ: Normal(0, 5)');
  if (typeof baseline?.knots === 'object') distribution('baseline.knots.prior', baseline.knots?.prior);
  sd('baseline.hsgp.lengthPeriods', baseline?.hsgp?.lengthPeriods);
  sd('baseline.hsgp.sd', baseline?.hsgp?.sd);
  if (baseline?.knots && baseline.hsgp)
    report('baseline', 'has both knots and hsgp', 'choose one: both describe how the level moves');
  each(spec.furtherOutcomes, (given, at) => {
    outcome(`furtherOutcomes[${at}]`, given);
    each(given.channels, (one, index) => effect(`furtherOutcomes[${at}].channels[${index}].effect`, one.effect, true));
  });
  each(spec.funnel, (given, at) => {
    each(given.channels, (one, index) => within(`funnel[${at}].channels[${index}].share`, one.share, above0));
    sd(`funnel[${at}].noise.sd`, given.noise?.sd);
  });
  return [...problems, ...checkNames(spec)];
}

/** Names that occur twice, or name nothing. */
function checkNames(spec: SpecInput): readonly SpecProblem[] {
  const problems: SpecProblem[] = [];
  const known = new Map<string, string>();
  const add = (path: string, name: string) => {
    const before = known.get(name);
    if (before === undefined) known.set(name, path);
    else
      problems.push({ path, problem: `"${name}" is also the name of ${before}`, remedy: 'give it a name of its own' });
  };
  each(spec.paid, ({ name, spend }, at) => add(`paid[${at}]`, name ?? spend));
  each(spec.reachFrequency, ({ name, spend }, at) => add(`reachFrequency[${at}]`, name ?? spend));
  each(spec.organic, ({ name, exposure }, at) => add(`organic[${at}]`, name ?? exposure));
  const channels = new Map(known);
  for (const group of ['treatments', 'controls', 'price', 'promotion'] as const)
    each(spec[group], ({ name, column }, at) => add(`${group}[${at}]`, name ?? column));
  each(spec.holidays, ({ name }, at) => add(`holidays[${at}]`, name));

  const channel = (path: string, name: string) => {
    if (!channels.has(name))
      problems.push({
        path,
        problem: `there is no channel "${name}"`,
        remedy: channels.size > 0 ? `name one of ${[...channels.keys()].join(', ')}` : 'state channels first',
      });
  };
  each(spec.furtherOutcomes, (further, at) =>
    each(further.channels, ({ name }, index) => channel(`furtherOutcomes[${at}].channels[${index}].name`, name)),
  );
  const mediators = new Set((spec.funnel ?? []).map(({ mediator }) => mediator));
  if (mediators.size < (spec.funnel ?? []).length)
    problems.push({ path: 'funnel', problem: 'a mediator stands twice', remedy: 'put its channels into one entry' });
  each(spec.funnel, ({ mediator, channels: upstream }, at) => {
    channel(`funnel[${at}].mediator`, mediator);
    if (channels.get(mediator)?.startsWith('reachFrequency'))
      problems.push({
        path: `funnel[${at}].mediator`,
        problem: 'has reach and frequency, so there is no one exposure to raise',
        remedy: 'name a paid or organic channel',
      });
    each(upstream, ({ name }, index) => {
      channel(`funnel[${at}].channels[${index}].name`, name);
      if (mediators.has(name))
        problems.push({
          path: `funnel[${at}].channels[${index}].name`,
          problem: `"${name}" is a mediator itself`,
          remedy: 'let channels raise mediators in one step only',
        });
    });
  });
  return problems;
}
