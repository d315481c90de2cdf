export * from './adapters/panel-csv.js';
export * from './domain/budget/check-plan.js';
export * from './domain/budget/plan.js';
export * from './domain/budget/policy.js';
export * from './domain/budget/policy-bounds.js';
export * from './domain/budget/recalibration.js';
export { compareWithAttribution } from './domain/calibration/attribution-agreement.js';
export * from './domain/calibration/evidence.js';
export { type Experiment, experimentSchema, readExperiments } from './domain/calibration/experiment.js';
export { placeEvidence } from './domain/calibration/place-evidence.js';
export * from './domain/data/build-panel.js';
export * from './domain/data/data-columns.js';
export { DataError } from './domain/data/data-error.js';
export { dataColumnsOf } from './domain/data/spec-columns.js';
export * from './domain/data/warnings.js';
export * from './domain/fitted-model.js';
export { type Drift, type DriftAlarm, type DriftReport, watchDrift } from './domain/forecast/drift.js';
export { extendPanel, type ForecastAssumption, type FuturePanel } from './domain/forecast/extend-panel.js';
export { comparePlans, type Forecast, forecast, type PlanDifference } from './domain/forecast/forecast.js';
export { type MediaPlan, mediaPlanSchema, readMediaPlan } from './domain/forecast/media-plan.js';
export { type ForecastPoint, type ForecastRecord, trackForecasts } from './domain/forecast/tracking.js';
export type { Certificate } from './domain/optimiser/certificate.js';
export * from './domain/optimiser/optimise.js';
export * from './domain/optimiser/problem.js';
export * from './domain/optimiser/random-curves.js';
export * from './domain/optimiser/recommendation.js';
export * from './domain/optimiser/saturation.js';
export * from './domain/optimiser/saturation-curves.js';
export * from './domain/optimiser/tabulated-curves.js';
export type { TestDesign, TestMarket, TestValue } from './domain/optimiser/value-of-information.js';
export * from './domain/optimiser/views.js';
export type { Warning as BudgetWarning } from './domain/optimiser/warnings.js';
export * from './domain/panel.js';
export * from './domain/plan-summary.js';
export { fitReport } from './domain/report/fit-report.js';
export { type Language, languages } from './domain/report/language.js';
export { planReport } from './domain/report/plan-report.js';
export { renderFitTable } from './domain/report/terminal/fit-table.js';
export { renderPlanTable } from './domain/report/terminal/plan-table.js';
export * from './domain/response-curves.js';
export { compareRuns, type RunComparison } from './domain/results/compare-runs.js';
export { defaultHoldout, firstPeriods, fitQuality, holdoutQuality } from './domain/results/fit-quality.js';
export { type DrawTable, decodePosterior, drawsOfParameter, encodePosterior } from './domain/results/posterior-file.js';
export { summariseDraws } from './domain/results/summarise-draws.js';
export { type RunFacts, summariseRun } from './domain/results/summarise-run.js';
export * from './domain/run-summary.js';
export { columnsOf, type NeededColumns } from './domain/spec/columns.js';
export {
  type Distribution,
  distributionOf,
  formatDistribution,
  parseDistribution,
} from './domain/spec/distribution.js';
export { fillDefaults } from './domain/spec/fill-defaults.js';
export * from './domain/spec/mmm-spec.js';
export { cumulativeProbability, moments, quantile } from './domain/spec/moments.js';
export { parseSpec, readSpec } from './domain/spec/parse-spec.js';
export { mmmSpecSchema, type SpecInput, specJsonSchema } from './domain/spec/schema.js';
export { errors as mmmErrors } from './errors.js';
