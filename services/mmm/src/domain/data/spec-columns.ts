import type { SpecInput } from '../spec/schema.js';
import type { ChannelColumns, DataColumns } from './data-columns.js';

/** Effect, carry-over and saturation. */
const PARAMETERS_PER_CHANNEL = 3;

/** What the columns of a table are, by a specification. */
export function dataColumnsOf(spec: SpecInput): DataColumns {
  const { data, outcome } = spec;
  const further = spec.furtherOutcomes ?? [];
  const value = valuePerUnitOf(outcome.value);
  return {
    date: data.date,
    ...(data.geo && { geo: data.geo, byGeo: true }),
    ...(data.population && { population: data.population }),
    outcome: outcome.column,
    ...(typeof value === 'string' && { valuePerUnit: value }),
    ...(typeof value === 'number' && { constantValuePerUnit: value }),
    ...(data.currency && { currency: data.currency }),
    channels: channelColumnsOf(spec),
    sums: further.map(({ column }) => column),
    means: [
      ...[spec.treatments, spec.controls, spec.price, spec.promotion].flatMap((group) =>
        (group ?? []).map(({ column }) => column),
      ),
      ...further.flatMap((one) => {
        const given = valuePerUnitOf(one.value);
        return typeof given === 'string' ? [given] : [];
      }),
    ],
    positive: (spec.price ?? []).map(({ column }) => column),
    grain: data.grain ?? 'auto',
    counts: isCount(outcome.likelihood),
    parameters: parametersPerGeo(spec),
  };
}

function channelColumnsOf(spec: SpecInput): readonly ChannelColumns[] {
  return [
    ...(spec.paid ?? []).map(({ name, spend, exposure }) => ({
      channel: name ?? spend,
      kind: 'paid' as const,
      media: exposure ?? spend,
      spend,
    })),
    ...(spec.reachFrequency ?? []).map(({ name, spend, reach, frequency }) => ({
      channel: name ?? spend,
      kind: 'reach-frequency' as const,
      media: reach,
      frequency,
      spend,
    })),
    ...(spec.organic ?? []).map(({ name, exposure }) => ({
      channel: name ?? exposure,
      kind: 'organic' as const,
      media: exposure,
    })),
  ];
}

function valuePerUnitOf(value: SpecInput['outcome']['value']): string | number | null {
  if (!value) return null;
  return 'column' in value ? value.column : value.perUnit;
}

function isCount(likelihood: SpecInput['outcome']['likelihood']): boolean {
  const kind = typeof likelihood === 'object' ? likelihood.kind : likelihood;
  return kind === 'poisson' || kind === 'negative-binomial';
}

/** How many numbers the periods of one geo must tell apart: level, noise, and what the specification names. */
function parametersPerGeo(spec: SpecInput): number {
  const count = (group: readonly unknown[] | undefined) => group?.length ?? 0;
  const channels = count(spec.paid) + count(spec.reachFrequency) + count(spec.organic);
  const linear =
    count(spec.treatments) + count(spec.controls) + count(spec.price) + count(spec.promotion) + count(spec.holidays);
  const season = (spec.seasonality ?? []).reduce((sum, { order }) => sum + 2 * order, 0);
  const trend = spec.baseline?.trend ? 1 : 0;
  return 2 + PARAMETERS_PER_CHANNEL * channels + linear + season + trend;
}
