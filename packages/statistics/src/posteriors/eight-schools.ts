import {
  halfCauchySlope,
  halfCauchyTerm,
  type PosteriorData,
  type ReferencePosterior,
  vectorOf,
} from './reference-posterior.js';

const MU_SD = 5;
const TAU_SCALE = 5;

/** Hierarchical model of eight schools, non-centred: t ~ N(0,1), mu ~ N(0,5), tau ~ C⁺(5), y ~ N(mu + tau t, sigma). */
export function eightSchools(data: PosteriorData): ReferencePosterior {
  const y = vectorOf(data, 'y');
  const sigma = vectorOf(data, 'sigma');
  const schools = y.length;
  return {
    names: [...Array.from({ length: schools }, (_, j) => `theta[${j + 1}]`), 'mu', 'tau'],
    density: {
      dimension: schools + 2,
      evaluate(position, gradient) {
        const mu = position[schools]!;
        const tau = Math.exp(position[schools + 1]!);
        let sum = -0.5 * (mu / MU_SD) ** 2 + halfCauchyTerm(tau, TAU_SCALE) + position[schools + 1]!;
        let byMu = -mu / MU_SD ** 2;
        let byTau = halfCauchySlope(tau, TAU_SCALE);
        for (let j = 0; j < schools; j++) {
          const t = position[j]!;
          const z = (y[j]! - mu - tau * t) / sigma[j]!;
          const slope = z / sigma[j]!;
          sum -= 0.5 * (t * t + z * z);
          gradient[j] = -t + tau * slope;
          byMu += slope;
          byTau += t * slope;
        }
        gradient[schools] = byMu;
        gradient[schools + 1] = byTau * tau + 1;
        return sum;
      },
    },
    parameters(position, out) {
      const mu = position[schools]!;
      const tau = Math.exp(position[schools + 1]!);
      for (let j = 0; j < schools; j++) out[j] = mu + tau * position[j]!;
      out[schools] = mu;
      out[schools + 1] = tau;
    },
  };
}
