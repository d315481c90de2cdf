export {
  type CalibrationModel,
  type CalibrationOptions,
  calibrationReplication,
  type RankUniformity,
  type Replication,
  rankUniformity,
} from './diagnostics/calibration.js';
export type { ScalarChains } from './diagnostics/chains.js';
export {
  CONVERGENCE_LIMITS,
  type Convergence,
  type ConvergenceCheck,
  type ConvergenceFailure,
  type ConvergenceLimits,
  convergence,
} from './diagnostics/convergence.js';
export { eBfmi } from './diagnostics/e-bfmi.js';
export { essBulk, essMean, essQuantile, essTail } from './diagnostics/effective-sample-size.js';
export { checkGradient, type GradientCheck } from './diagnostics/gradient-check.js';
export { mcseMean, mcseQuantile } from './diagnostics/monte-carlo-error.js';
export { rHat } from './diagnostics/r-hat.js';
export { type Summary, summarise } from './diagnostics/summary.js';
export * from './distributions/index.js';
export { NumericalError, type NumericalErrorCode } from './errors.js';
export { BlockArrow } from './linear/block-arrow.js';
export {
  cholesky,
  choleskyInPlace,
  inverseFromFactor,
  logDeterminant,
  solveCholesky,
  solveLower,
  solveLowerTransposed,
} from './linear/cholesky.js';
export { crossProduct, dot, multiply, multiplyTransposed } from './linear/matrix.js';
export { leastSquares, type QrFactor, qrFactor } from './linear/qr.js';
export { type SymmetricEigen, symmetricEigen } from './linear/symmetric-eigen.js';
export type { LogDensity } from './log-density.js';
export { drawNegativeBinomial, drawPoisson } from './random/counts.js';
export {
  drawBeta,
  drawChiSquared,
  drawDirichlet,
  drawGamma,
  drawLogGamma,
  drawMultivariateNormal,
  drawStudentT,
} from './random/draws.js';
export { type RandomState, RandomStream } from './random/random-stream.js';
export { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './sampler/checkpoint.js';
export type { MetricName, SamplerOptions } from './sampler/options.js';
export { type ChainDraws, coordinate, type Posterior, quantities } from './sampler/posterior.js';
export { sample } from './sampler/sample.js';
export { incompleteBeta, logBeta } from './special/beta-functions.js';
export { digamma, trigamma } from './special/digamma.js';
export { erf, erfc, scaledErfc } from './special/error-function.js';
export { incompleteGamma, type TailPair } from './special/gamma-functions.js';
export { logGamma } from './special/log-gamma.js';
export { log1mExp, logSumExp, logSumExpOf } from './special/log-sum-exp.js';
export { logistic, logit, logLogistic } from './special/logistic.js';
export {
  normalCdf,
  normalLogCdf,
  normalLogDensity,
  normalQuantile,
  normalUpperQuantile,
  normalUpperTail,
} from './special/normal.js';
export { ordered } from './transforms/ordered.js';
export {
  interval,
  lowerBounded,
  positive,
  type ScalarTransform,
  unbounded,
  upperBounded,
} from './transforms/scalar-transform.js';
export { simplex } from './transforms/simplex.js';
export type { VectorTransform } from './transforms/vector-transform.js';
