/**
 * Probability distributions as a person writes them: `LogNormal(0.2, 0.9)`, `Gamma(mean=2, sd=1)`, `0.1 + LogNormal(0.7, 0.4)`,
 * or a number for a constant.
 */
export type Family =
  | 'Normal'
  | 'HalfNormal'
  | 'LogNormal'
  | 'TruncatedNormal'
  | 'Uniform'
  | 'Beta'
  | 'Gamma'
  | 'InverseGamma'
  | 'Exponential'
  | 'Laplace'
  | 'StudentT'
  | 'HalfStudentT'
  | 'HalfCauchy'
  | 'Constant';

export interface Distribution {
  readonly family: Family;
  /** In the order of {@link FAMILIES}. */
  readonly parameters: readonly number[];
  /** Added to what the family gives. */
  readonly shift: number;
  /** Bounds of the support, shift included. */
  readonly low: number;
  readonly high: number;
}

interface FamilyRule {
  readonly names: readonly string[];
  /** Names of the parameters that must be positive. */
  readonly positive: readonly string[];
  readonly support: (parameters: readonly number[]) => readonly [number, number];
}

const REAL = () => [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const POSITIVE = () => [0, Number.POSITIVE_INFINITY] as const;

/** Parameters of each family; scales are standard deviations of the parent, `Gamma` has a rate, `InverseGamma` a scale. */
export const FAMILIES: Readonly<Record<Exclude<Family, 'Constant'>, FamilyRule>> = {
  Normal: { names: ['mean', 'sd'], positive: ['sd'], support: REAL },
  HalfNormal: { names: ['sd'], positive: ['sd'], support: POSITIVE },
  LogNormal: { names: ['mu', 'sigma'], positive: ['sigma'], support: POSITIVE },
  TruncatedNormal: {
    names: ['mean', 'sd', 'low', 'high'],
    positive: ['sd'],
    support: ([, , low = 0, high = 0]) => [low, high],
  },
  Uniform: { names: ['low', 'high'], positive: [], support: ([low = 0, high = 0]) => [low, high] },
  Beta: { names: ['alpha', 'beta'], positive: ['alpha', 'beta'], support: () => [0, 1] },
  Gamma: { names: ['shape', 'rate'], positive: ['shape', 'rate'], support: POSITIVE },
  InverseGamma: { names: ['shape', 'scale'], positive: ['shape', 'scale'], support: POSITIVE },
  Exponential: { names: ['rate'], positive: ['rate'], support: POSITIVE },
  Laplace: { names: ['mean', 'scale'], positive: ['scale'], support: REAL },
  StudentT: { names: ['degrees', 'mean', 'scale'], positive: ['degrees', 'scale'], support: REAL },
  HalfStudentT: { names: ['degrees', 'scale'], positive: ['degrees', 'scale'], support: POSITIVE },
  HalfCauchy: { names: ['scale'], positive: ['scale'], support: POSITIVE },
};

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?';
const FORM = new RegExp(`^(?:(${NUMBER})\\s*\\+\\s*)?([A-Za-z]+)\\s*\\(([^()]*)\\)$`);
const ARGUMENT = new RegExp(`^(?:([a-z]+)\\s*=\\s*)?(${NUMBER})$`);

/** A distribution, or what is wrong with the text and what would be right. */
export type ParsedDistribution = Distribution | DistributionProblem;

export interface DistributionProblem {
  readonly problem: string;
  readonly remedy: string;
}

export const isProblem = (parsed: ParsedDistribution): parsed is DistributionProblem => 'problem' in parsed;

/** Reads what has been checked before. @throws RangeError where it is no distribution */
export function distributionOf(given: string | number): Distribution {
  const parsed = parseDistribution(given);
  if (isProblem(parsed)) throw new RangeError(`${parsed.problem}: ${parsed.remedy}`);
  return parsed;
}

/** The same number with certainty. */
export const constant = (value: number): Distribution => ({
  family: 'Constant',
  parameters: [value],
  shift: 0,
  low: value,
  high: value,
});

/** Reads a distribution; a number, also as text, is a constant. */
export function parseDistribution(given: string | number): ParsedDistribution {
  if (typeof given === 'number') return constant(given);
  const text = given.trim();
  if (new RegExp(`^${NUMBER}$`).test(text)) return constant(Number(text));
  const form = FORM.exec(text);
  if (!form)
    return { problem: `"${text}" is no distribution`, remedy: 'write a number or a form such as LogNormal(0.2, 0.9)' };
  const [, shiftText, name = '', inside = ''] = form;
  const rule = FAMILIES[name as keyof typeof FAMILIES] as FamilyRule | undefined;
  if (!rule)
    return { problem: `there is no distribution "${name}"`, remedy: `take one of ${Object.keys(FAMILIES).join(', ')}` };
  const values = readArguments(name, rule, inside);
  if ('problem' in values) return values;
  const shift = shiftText === undefined ? 0 : Number(shiftText);
  const bad = rule.names.find((parameter, at) => rule.positive.includes(parameter) && !((values[at] ?? 0) > 0));
  if (bad !== undefined) return { problem: `${bad} of ${text} must be above 0`, remedy: `give a positive ${bad}` };
  const [low, high] = rule.support(values);
  if (!(low < high))
    return { problem: `${text} has no room between ${low} and ${high}`, remedy: 'let low be below high' };
  return { family: name as Family, parameters: values, shift, low: low + shift, high: high + shift };
}

function readArguments(name: string, rule: FamilyRule, inside: string): number[] | DistributionProblem {
  const remedy = `write ${name}(${rule.names.join(', ')})${name === 'Gamma' ? ' or Gamma(mean=…, sd=…)' : ''}`;
  const values: number[] = [];
  const named = new Map<string, number>();
  for (const part of inside.split(',').map((one) => one.trim())) {
    const match = ARGUMENT.exec(part);
    if (!match) return { problem: `"${part}" in ${name}(…) is no number`, remedy };
    if (match[1] !== undefined) {
      if (named.has(match[1])) return { problem: `${match[1]} stands twice in ${name}(…)`, remedy };
      named.set(match[1], Number(match[2]));
    } else if (named.size > 0) return { problem: `"${part}" after a named parameter of ${name}(…)`, remedy };
    else values.push(Number(match[2]));
  }
  const mean = named.get('mean');
  const sd = named.get('sd');
  if (name === 'Gamma' && mean !== undefined && sd !== undefined && named.size === 2 && values.length === 0) {
    if (!(mean > 0 && sd > 0)) return { problem: 'mean and sd of Gamma must be above 0', remedy };
    return [(mean / sd) ** 2, mean / sd ** 2];
  }
  for (const parameter of rule.names.slice(values.length)) {
    const value = named.get(parameter);
    if (value === undefined) return { problem: `${name}(…) lacks ${parameter}`, remedy };
    named.delete(parameter);
    values.push(value);
  }
  if (named.size > 0 || values.length > rule.names.length)
    return { problem: `${name}(…) has too many parameters`, remedy };
  return values;
}

/** The text that gives the distribution again. */
export function formatDistribution(distribution: Distribution): string {
  if (distribution.family === 'Constant') return String(distribution.parameters[0]);
  const form = `${distribution.family}(${distribution.parameters.join(', ')})`;
  return distribution.shift === 0 ? form : `${distribution.shift} + ${form}`;
}
