import { logistic, logLogistic } from '../special/logistic.js';
import { numberOf, type PosteriorData, type ReferencePosterior, vectorOf } from './reference-posterior.js';

/**
 * GARCH(1,1): y_t ~ N(mu, sigma_t), sigma_t² = alpha0 + alpha1 (y_{t−1} − mu)² + beta1 sigma_{t−1}², flat priors on alpha0 > 0,
 * 0 < alpha1 < 1 and 0 < beta1 < 1 − alpha1.
 */
export function garch(data: PosteriorData): ReferencePosterior {
  const y = vectorOf(data, 'y');
  const firstVariance = numberOf(data, 'sigma1') ** 2;
  return {
    names: ['mu', 'alpha0', 'alpha1', 'beta1'],
    density: {
      dimension: 4,
      evaluate(position, gradient) {
        const mu = position[0]!;
        const alpha0 = Math.exp(position[1]!);
        const alpha1 = logistic(position[2]!);
        const share = logistic(position[3]!);
        const width = 1 - alpha1;
        const beta1 = width * share;
        let variance = firstVariance;
        let varianceByMu = 0;
        let varianceByAlpha0 = 0;
        let varianceByAlpha1 = 0;
        let varianceByBeta1 = 0;
        let sum = 0;
        let byMu = 0;
        let byAlpha0 = 0;
        let byAlpha1 = 0;
        let byBeta1 = 0;
        for (let t = 0; t < y.length; t++) {
          if (t > 0) {
            const before = y[t - 1]! - mu;
            varianceByMu = -2 * alpha1 * before + beta1 * varianceByMu;
            varianceByAlpha0 = 1 + beta1 * varianceByAlpha0;
            varianceByAlpha1 = before * before + beta1 * varianceByAlpha1;
            varianceByBeta1 = variance + beta1 * varianceByBeta1;
            variance = alpha0 + alpha1 * before * before + beta1 * variance;
          }
          const residual = y[t]! - mu;
          const scaled = (residual * residual) / variance;
          const byVariance = (0.5 * (scaled - 1)) / variance;
          sum -= 0.5 * (Math.log(variance) + scaled);
          byMu += residual / variance + byVariance * varianceByMu;
          byAlpha0 += byVariance * varianceByAlpha0;
          byAlpha1 += byVariance * varianceByAlpha1;
          byBeta1 += byVariance * varianceByBeta1;
        }
        gradient[0] = byMu;
        gradient[1] = byAlpha0 * alpha0 + 1;
        // beta1 moves with alpha1, and so does the width of its interval in the Jacobian.
        gradient[2] = (byAlpha1 - share * byBeta1) * alpha1 * width + 1 - 2 * alpha1 - alpha1;
        gradient[3] = byBeta1 * width * share * (1 - share) + 1 - 2 * share;
        const jacobian =
          position[1]! +
          logLogistic(position[2]!) +
          2 * logLogistic(-position[2]!) +
          logLogistic(position[3]!) +
          logLogistic(-position[3]!);
        return sum + jacobian;
      },
    },
    parameters(position, out) {
      out[0] = position[0]!;
      out[1] = Math.exp(position[1]!);
      out[2] = logistic(position[2]!);
      out[3] = (1 - out[2]) * logistic(position[3]!);
    },
  };
}
