import { logistic, logLogistic } from '../special/logistic.js';
import { type PosteriorData, type ReferencePosterior, vectorOf } from './reference-posterior.js';

const SCALE = 2;
/** Both parameters of the beta prior of the share. */
const SHARE_PRIOR = 5;

/** Two normal components with ordered means: mu and sigma ~ N(0,2), share theta of the lower one ~ Beta(5,5). */
export function gaussianMixture(data: PosteriorData): ReferencePosterior {
  const y = vectorOf(data, 'y');
  return {
    names: ['mu[1]', 'mu[2]', 'sigma[1]', 'sigma[2]', 'theta'],
    density: {
      dimension: 5,
      evaluate(position, gradient) {
        const gap = Math.exp(position[1]!);
        const low = position[0]!;
        const high = low + gap;
        const lowSigma = Math.exp(position[2]!);
        const highSigma = Math.exp(position[3]!);
        const theta = logistic(position[4]!);
        const lowWeight = logLogistic(position[4]!) - position[2]!;
        const highWeight = logLogistic(-position[4]!) - position[3]!;
        let sum = 0;
        let byLow = 0;
        let byHigh = 0;
        let byLowSigma = 0;
        let byHighSigma = 0;
        let lowCount = 0;
        for (let i = 0; i < y.length; i++) {
          const a = (y[i]! - low) / lowSigma;
          const b = (y[i]! - high) / highSigma;
          const difference = lowWeight - 0.5 * a * a - (highWeight - 0.5 * b * b);
          // Probability that the point belongs to the lower component.
          const share = logistic(difference);
          sum += highWeight - 0.5 * b * b - logLogistic(-difference);
          lowCount += share;
          byLow += (share * a) / lowSigma;
          byHigh += ((1 - share) * b) / highSigma;
          byLowSigma += share * (a * a - 1);
          byHighSigma += (1 - share) * (b * b - 1);
        }
        const square = SCALE * SCALE;
        sum -= (low * low + high * high + lowSigma * lowSigma + highSigma * highSigma) / (2 * square);
        sum += SHARE_PRIOR * (logLogistic(position[4]!) + logLogistic(-position[4]!));
        sum += position[1]! + position[2]! + position[3]!;
        byLow -= low / square;
        byHigh -= high / square;
        gradient[0] = byLow + byHigh;
        gradient[1] = byHigh * gap + 1;
        gradient[2] = byLowSigma - (lowSigma * lowSigma) / square + 1;
        gradient[3] = byHighSigma - (highSigma * highSigma) / square + 1;
        gradient[4] = lowCount - y.length * theta + SHARE_PRIOR * (1 - 2 * theta);
        return sum;
      },
    },
    parameters(position, out) {
      out[0] = position[0]!;
      out[1] = position[0]! + Math.exp(position[1]!);
      out[2] = Math.exp(position[2]!);
      out[3] = Math.exp(position[3]!);
      out[4] = logistic(position[4]!);
    },
  };
}
