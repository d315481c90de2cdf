export { beta, fisherF } from './beta.js';
export {
  negativeBinomialLogMass,
  negativeBinomialMeanSlope,
  negativeBinomialSizeSlope,
  poissonLogMass,
  poissonMeanSlope,
} from './counts.js';
export { exponentialOf, half, locationScale, truncated } from './derived.js';
export type { Distribution } from './distribution.js';
export { chiSquared, exponential, gamma } from './gamma.js';
export { halfNormal, logNormal, normal, standardNormal, truncatedNormal } from './normal.js';
export { cauchy, halfCauchy, laplace, uniform } from './simple.js';
export { halfStudentT, studentT } from './student-t.js';
