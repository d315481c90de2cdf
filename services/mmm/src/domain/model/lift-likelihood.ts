import { LIFT_DEGREES_OF_FREEDOM } from '../calibration/evidence.js';

/** Log density of a measured lift about the modelled one (Student's t), and its derivative by what the model says. */
export function liftLog(lift: number, modelled: number, scale: number): readonly [number, number] {
  const degrees = LIFT_DEGREES_OF_FREEDOM;
  const z = (lift - modelled) / scale;
  const log = -0.5 * (degrees + 1) * Math.log1p((z * z) / degrees) - Math.log(scale);
  return [log, ((degrees + 1) * z) / (degrees + z * z) / scale];
}
