import { drawNegativeBinomial, drawPoisson, drawStudentT, RandomStream } from '@stellwerk/statistics';
import type { CompiledEquation, CompiledMix } from './compile.js';
import type { DrawScalars } from './draw-scalars.js';

/** Below this many degrees of freedom a Student t has no standard deviation; the one of the next whole number stands in. */
const LEAST_DEGREES = 3;

/** Standard deviation of an observation, geos × periods. @param expected outcome in its own unit */
export function expectedNoise(
  { outcome, scale, noise, extraSlot }: CompiledEquation,
  values: DrawScalars,
  mix: CompiledMix,
  expected: Float64Array,
  into: Float64Array,
): void {
  const geos = mix.panel.geos.length;
  const periods = expected.length / geos;
  const extra = extraSlot === null ? 0 : values.slot(extraSlot);
  for (let geo = 0; geo < geos; geo++) {
    const unit = scale.heads[geo]! * scale.scale;
    const start = geo * periods;
    if (outcome.likelihood.kind === 'normal' || outcome.likelihood.kind === 'student-t') {
      const degrees = Math.max(extra, LEAST_DEGREES);
      const spread = outcome.likelihood.kind === 'normal' ? 1 : Math.sqrt(degrees / (degrees - 2));
      into.fill(unit * values.slot(noise[geo]!) * spread, start, start + periods);
    } else
      for (let at = start; at < start + periods; at++) {
        const mean = expected[at]!;
        into[at] = Math.sqrt(mean + (extra * mean) ** 2);
      }
  }
}

/** One simulated observation for every geo and period. */
export function simulate(
  { outcome, scale, noise, extraSlot }: CompiledEquation,
  values: DrawScalars,
  mix: CompiledMix,
  expected: Float64Array,
  uniform: () => number,
  into: Float64Array,
): void {
  const geos = mix.panel.geos.length;
  const periods = expected.length / geos;
  // Rejection takes as many numbers as it needs: a stream of its own per call keeps the caller's in step.
  const random = new RandomStream(Math.floor(uniform() * Number.MAX_SAFE_INTEGER));
  const extra = extraSlot === null ? 0 : values.slot(extraSlot);
  for (let at = 0; at < expected.length; at++) {
    const geo = Math.floor(at / periods);
    const mean = expected[at]!;
    const unit = outcome.noise ? scale.heads[geo]! * scale.scale * values.slot(noise[geo]!) : 0;
    switch (outcome.likelihood.kind) {
      case 'normal':
        into[at] = mean + unit * random.normal();
        break;
      case 'student-t':
        into[at] = mean + unit * drawStudentT(random, extra);
        break;
      case 'poisson':
        into[at] = drawPoisson(random, mean);
        break;
      case 'negative-binomial':
        into[at] = drawNegativeBinomial(random, mean, 1 / (extra * extra));
        break;
    }
  }
}
