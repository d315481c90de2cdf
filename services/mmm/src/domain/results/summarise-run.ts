import { assessCalibration } from '../calibration/agreement.js';
import type { LiftEvidence } from '../calibration/evidence.js';
import type { FittedModel } from '../fitted-model.js';
import type { Diagnostics, FitQuality, ParameterSummary, ReviewCheck, RunSummary } from '../run-summary.js';
import type { MmmSpec } from '../spec/mmm-spec.js';
import { channelDraws, summariseChannel, summariseMedia, totalValue } from './channel-summary.js';
import { summariseCurves } from './curves.js';
import { decompose } from './decomposition.js';
import { fitQuality } from './fit-quality.js';
import { channelChecks } from './review/channel-checks.js';
import { holdoutChecks, modelChecks } from './review/model-checks.js';
import { samplingChecks } from './review/sampling-checks.js';
import { channelFacts, controlColumns, sumOf } from './run-facts.js';

export interface RunFacts extends Pick<RunSummary, 'runId' | 'at' | 'command' | 'seed' | 'versions' | 'warnings'> {
  readonly spec: MmmSpec;
  readonly fitted: FittedModel;
  readonly diagnostics: Diagnostics;
  readonly parameters: readonly ParameterSummary[];
  /** Quality on the last periods of a first fit that did not see them; null where none were held out. */
  readonly holdout: readonly FitQuality[] | null;
  /** Experiments that the fit was calibrated by. */
  readonly lifts: readonly LiftEvidence[];
  /** A source of uniform numbers in (0, 1), seeded: simulated observations are drawn from it. */
  readonly uniform: () => number;
}

/** Everything that is said about a fit. It is refused where a check failed; one to be looked at by a person does not refuse it. */
export function summariseRun(facts: RunFacts): RunSummary {
  const { runId, at, command, seed, versions, warnings, spec, fitted, diagnostics, parameters, holdout, uniform } =
    facts;
  const { panel } = fitted;
  const channels = channelFacts(spec, panel);
  const draws = channelDraws(fitted, channels);
  const fit = fitQuality(fitted, uniform);
  const calibration = assessCalibration(fitted, facts.lifts);
  const isMoney = spec.outcome.unit === 'money' || panel.valuePerUnit !== null;
  const review: readonly ReviewCheck[] = [
    ...samplingChecks(diagnostics, parameters),
    ...modelChecks(fitted, fit),
    ...holdoutChecks(fit, holdout),
    ...channelChecks(draws, panel, controlColumns(spec), isMoney),
    ...calibration.checks,
  ];
  return {
    format: 'stellwerk.mmm.run.v1',
    runId,
    name: spec.name,
    at,
    command,
    spec,
    dataHash: panel.dataHash,
    seed,
    versions,
    data: {
      grain: panel.grain,
      from: panel.dates[0] ?? '',
      to: panel.dates.at(-1) ?? '',
      periods: panel.dates.length,
      geos: panel.geos.length,
      currency: panel.currency,
      outcome: {
        name: spec.outcome.column,
        unit: spec.outcome.unit,
        total: sumOf(panel.outcome),
        totalValue: isMoney ? totalValue(fitted) : null,
      },
    },
    status: review.some(({ status }) => status === 'fail') ? 'refused' : 'published',
    diagnostics,
    parameters,
    channels: draws.map((one) => summariseChannel(fitted, one)),
    media: summariseMedia(fitted, draws),
    curves: summariseCurves(fitted, channels),
    decomposition: decompose(fitted),
    fit,
    holdout,
    review,
    calibration: calibration.summaries,
    warnings,
  };
}
