import { mmmFitted, type PayloadOf } from '@stellwerk/contracts';
import { intervalCells, optionalIntervalCells } from '../interval-cells.js';
import { defineMapper } from '../mapper.js';
import { mmmCalibration, mmmChannels, mmmCurves, mmmQuality, mmmRuns } from '../results-tables.js';
import { rowOf, type TableRow } from '../table.js';
import { dayCell, instantCell } from '../values.js';

type Fit = PayloadOf<typeof mmmFitted>;

const identityOf = ({ tenant, runId, model, at }: Fit) => ({
  tenant,
  run_id: runId,
  model,
  fitted_at: instantCell(at, 'at'),
});

/** One media mix fit: a row of the run, and rows per channel, curve point, sample and experiment. */
export const mmmFittedMapper = defineMapper(mmmFitted, (fit) => [
  runRow(fit),
  ...channelRows(fit),
  ...curveRows(fit),
  ...fit.quality.map(({ sample, level, periods, r2, mape, wmape, crps, coverage90 }) =>
    rowOf(mmmQuality, { ...identityOf(fit), sample, level, periods, r2, mape, wmape, crps, coverage90 }),
  ),
  ...fit.calibration.map(({ experiment, channel, lift, standardError, modelled, weight }) =>
    rowOf(mmmCalibration, {
      ...identityOf(fit),
      experiment,
      channel,
      lift,
      standard_error: standardError,
      ...intervalCells('modelled', modelled),
      weight,
    }),
  ),
]);

function runRow(fit: Fit): TableRow {
  const { spec, dataHash, seed, versions, command, data, diagnostics, review, warnings } = fit;
  const subjects = review.filter(({ status }) => status === 'review');
  return rowOf(mmmRuns, {
    ...identityOf(fit),
    spec: JSON.stringify(spec),
    data_hash: dataHash,
    seed,
    stellwerk_version: versions.stellwerk,
    model_version: versions.model,
    command,
    grain: data.grain,
    period_from: dayCell(data.from, 'data.from'),
    period_to: dayCell(data.to, 'data.to'),
    periods: data.periods,
    geos: data.geos,
    currency: data.currency ?? '',
    outcome: data.outcome.name,
    outcome_unit: data.outcome.unit,
    outcome_total: data.outcome.total,
    outcome_value: data.outcome.totalValue,
    chains: diagnostics.chains,
    warmup: diagnostics.warmup,
    draws: diagnostics.draws,
    divergences: diagnostics.divergences,
    worst_rhat: diagnostics.worstRhat.value,
    least_ess_bulk: diagnostics.leastEssBulk.value,
    least_ess_tail: diagnostics.leastEssTail.value,
    seconds: diagnostics.seconds,
    to_review: subjects.map(({ check, subject }) => (subject === undefined ? check : `${check} ${subject}`)),
    warnings: warnings.map(({ text }) => text),
  });
}

const channelRows = (fit: Fit): TableRow[] =>
  fit.channels.map((channel) =>
    rowOf(mmmChannels, {
      ...identityOf(fit),
      data_hash: fit.dataHash,
      seed: fit.seed,
      channel: channel.channel,
      kind: channel.kind,
      currency: fit.data.currency ?? '',
      spend: channel.spend,
      ...optionalIntervalCells('roi', channel.roi),
      ...optionalIntervalCells('mroi', channel.mroi),
      ...intervalCells('contribution', channel.contribution),
      ...intervalCells('share', channel.share),
      ...optionalIntervalCells('cost_per_outcome', channel.costPerOutcome),
      ...intervalCells('half_life', channel.halfLife),
      ...intervalCells('carried_over', channel.carriedOver),
      ...optionalIntervalCells('saturation', channel.saturation),
    }),
  );

const curveRows = (fit: Fit): TableRow[] =>
  fit.curves.flatMap(({ channel, points }) =>
    points.map(({ spend, value, marginal }) =>
      rowOf(mmmCurves, {
        ...identityOf(fit),
        channel,
        currency: fit.data.currency ?? '',
        spend,
        ...intervalCells('value', value),
        ...intervalCells('marginal', marginal),
      }),
    ),
  );
