import { attributionComputed } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { attribution } from '../tables.js';
import { instantCell } from '../values.js';

/** One attribution run as one row per channel; what holds for the run stands in every row. */
export const attributionComputedMapper = defineMapper(attributionComputed, (payload) => {
  const run = {
    tenant: payload.tenant,
    run_id: payload.runId,
    computed_at: instantCell(payload.at, 'at'),
    model: payload.model,
    order: payload.order ?? 0,
    direct: payload.direct ?? '',
    position: payload.position ?? [],
    half_life_days: payload.halfLifeDays ?? null,
    decay: payload.decay ?? null,
    period_hours: payload.periodHours ?? null,
    weights: payload.weights ?? {},
    weights_by: payload.weightsBy ?? '',
    intervals: payload.intervals ?? 0,
    nulls: payload.nulls,
    transform: payload.transform,
    by: payload.by,
    seed: payload.seed,
    data_hash: payload.dataHash,
    period_from: optionalInstantCell(payload.from, 'from'),
    period_to: optionalInstantCell(payload.to, 'to'),
    look_back_days: payload.lookBackDays,
    purpose: payload.purpose ?? '',
    currency: payload.currency ?? '',
    total_journeys: payload.totals.journeys,
    total_conversions: payload.totals.conversions,
    total_value: payload.totals.value,
    total_nulls: payload.totals.nulls,
    total_censored: payload.totals.censored ?? 0,
  };
  return payload.channels.map((credit) =>
    rowOf(attribution, {
      ...run,
      channel: credit.channel,
      conversions: credit.conversions,
      conversions_low: credit.conversionsLow ?? null,
      conversions_high: credit.conversionsHigh ?? null,
      value: credit.value,
      removal_effect: credit.removalEffect ?? null,
      removal_effect_value: credit.removalEffectValue ?? null,
    }),
  );
});

const optionalInstantCell = (instant: string | undefined, field: string) =>
  instant === undefined ? null : instantCell(instant, field);
