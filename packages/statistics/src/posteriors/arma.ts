import {
  halfCauchySlope,
  halfCauchyTerm,
  type PosteriorData,
  type ReferencePosterior,
  vectorOf,
} from './reference-posterior.js';

const MU_SD = 10;
const WEIGHT_SD = 2;
const SIGMA_SCALE = 2.5;

/** ARMA(1,1): e_t = y_t − mu − phi y_{t−1} − theta e_{t−1} ~ N(0, sigma), with e_1 = y_1 − mu − phi mu. */
export function arma(data: PosteriorData): ReferencePosterior {
  const y = vectorOf(data, 'y');
  return {
    names: ['mu', 'phi', 'theta', 'sigma'],
    density: {
      dimension: 4,
      evaluate(position, gradient) {
        const mu = position[0]!;
        const phi = position[1]!;
        const theta = position[2]!;
        const logSigma = position[3]!;
        const sigma = Math.exp(logSigma);
        const precision = 1 / (sigma * sigma);
        // The error and its derivatives, carried along the series.
        let error = y[0]! - mu - phi * mu;
        let byMu = -(1 + phi);
        let byPhi = -mu;
        let byTheta = 0;
        let squares = error * error;
        let muSum = error * byMu;
        let phiSum = error * byPhi;
        let thetaSum = 0;
        for (let t = 1; t < y.length; t++) {
          byTheta = -error - theta * byTheta;
          byMu = -1 - theta * byMu;
          byPhi = -y[t - 1]! - theta * byPhi;
          error = y[t]! - mu - phi * y[t - 1]! - theta * error;
          squares += error * error;
          muSum += error * byMu;
          phiSum += error * byPhi;
          thetaSum += error * byTheta;
        }
        gradient[0] = -muSum * precision - mu / MU_SD ** 2;
        gradient[1] = -phiSum * precision - phi / WEIGHT_SD ** 2;
        gradient[2] = -thetaSum * precision - theta / WEIGHT_SD ** 2;
        gradient[3] = -y.length + squares * precision + 1 + sigma * halfCauchySlope(sigma, SIGMA_SCALE);
        return (
          -y.length * logSigma -
          0.5 * squares * precision +
          logSigma +
          halfCauchyTerm(sigma, SIGMA_SCALE) -
          0.5 * ((mu / MU_SD) ** 2 + (phi / WEIGHT_SD) ** 2 + (theta / WEIGHT_SD) ** 2)
        );
      },
    },
    parameters(position, out) {
      out.set(position);
      out[3] = Math.exp(position[3]!);
    },
  };
}
