import { choleskyInPlace, inverseFromFactor, solveLower, solveLowerTransposed } from '@stellwerk/statistics';
import { type Gram, gramOf } from './gram.js';
import { addColumn, type LinearDesign } from './linear-design.js';
import { addColumns, dotRange } from './vector.js';

/**
 * Normal likelihood with all linear coefficients integrated out. With prior `b ~ N(m0, S0)`, noise precisions W and
 * `e = y - X m0 - media`:
 *
 * `A = X'WX + S0^-1`, `bhat = A^-1 X'We`, `r = W (e - X bhat)`,
 * `log p = -T log s - (1/2) log|A| - (1/2) log|S0| - (1/2) e'r`, `d log p / d media = r`.
 *
 * A is an arrow: a block for each geo's own coefficients, and one for the common ones. Geos are eliminated first, so the cost grows
 * with geos × (common coefficients)², not with the cube of all coefficients.
 */
export class CollapsedGaussian {
  /** Derivative of the log density by the media term, geos × periods; 0 after the fitted periods. */
  readonly residual: Float64Array;
  /** Derivative by the logarithm of each geo's noise. */
  readonly byLogNoise: Float64Array;
  /** Derivative by the logarithm of each common prior variance. */
  readonly byLogVariance: Float64Array;
  /** The same of each geo column, summed over geos. */
  readonly byLogGeoVariance: Float64Array;
  /** Posterior mean of the common coefficients of the scaled columns, less the prior mean. */
  readonly common: Float64Array;
  /** The same of the geos' own: geos × columns. */
  readonly own: Float64Array;
  private readonly gram: Gram;
  private readonly commonFactor: Float64Array;
  private readonly commonInverse: Float64Array;
  /** By geo: factor of its block, and L^-1 times its rows of the arrow. */
  private readonly ownFactor: Float64Array;
  private readonly arrow: Float64Array;
  private readonly ownRight: Float64Array;
  private readonly weighted: Float64Array;
  private readonly level: Float64Array;
  private readonly explained: Float64Array;
  private readonly target: Float64Array;

  /**
   * @param outcome scaled, geos × periods
   * @param commonNoise whether all geos have one noise
   */
  constructor(
    private readonly design: LinearDesign,
    outcome: Float64Array,
    private readonly commonNoise: boolean,
  ) {
    const { geos, periods } = design.plan;
    const [size, ownSize] = [design.columns.length, design.geoValues.length];
    this.residual = new Float64Array(geos * periods);
    this.byLogNoise = new Float64Array(geos);
    this.byLogVariance = new Float64Array(size);
    this.byLogGeoVariance = new Float64Array(ownSize);
    this.common = new Float64Array(size);
    this.own = new Float64Array(geos * ownSize);
    this.commonFactor = new Float64Array(size * size);
    this.commonInverse = new Float64Array(size * size);
    this.ownFactor = new Float64Array(geos * ownSize * ownSize);
    this.arrow = new Float64Array(geos * ownSize * size);
    this.ownRight = new Float64Array(geos * ownSize);
    this.weighted = new Float64Array(periods);
    this.level = new Float64Array(periods);
    this.explained = new Float64Array(periods);
    this.gram = gramOf(design);
    this.target = outcome.slice();
    for (const [at, mean] of design.means.entries()) if (mean !== 0) addColumn(design, at, -mean, this.target);
  }

  /**
   * Log density of the outcome, without the constant of the normal density. Writes the derivatives.
   * @param media what is not linear in collapsed coefficients, geos × periods
   * @param noise standard deviation by geo
   * @returns NaN where a matrix is not positive definite
   */
  evaluate(media: Float64Array, noise: Float64Array): number {
    const { design, residual, common, target } = this;
    const { geos, periods, fitted } = design.plan;
    let log = 0;
    for (let geo = 0; geo < geos; geo++) {
      log -= fitted * Math.log(noise[geo]!);
      const start = geo * periods;
      for (let t = 0; t < fitted; t++) residual[start + t] = target[start + t]! - media[start + t]!;
    }
    this.collectRight(noise);
    const determinants = this.factor(noise);
    if (Number.isNaN(determinants)) return Number.NaN;
    log -= 0.5 * determinants;
    solveLower(this.commonFactor, common.length, common);
    solveLowerTransposed(this.commonFactor, common.length, common);
    this.solveOwn();
    log -= 0.5 * this.takeResidual(noise);
    this.differentiate(noise);
    return log;
  }

  /**
   * Draws the coefficients given the last evaluation, with prior means, in units of the original columns.
   * @param normal a source of standard normal numbers
   * @param into common coefficients, then the geos' own, geo after geo
   */
  draw(normal: () => number, into: Float64Array): void {
    const { design, common, own, arrow, ownFactor } = this;
    const size = common.length;
    const ownSize = design.geoValues.length;
    const step = Float64Array.from({ length: size }, normal);
    solveLowerTransposed(this.commonFactor, size, step);
    for (let at = 0; at < size; at++) into[at] = (design.means[at]! + common[at]! + step[at]!) / design.units[at]!;
    const z = new Float64Array(ownSize);
    for (let geo = 0; geo < design.plan.geos; geo++) {
      for (let row = 0; row < ownSize; row++) {
        let sum = normal();
        const start = (geo * ownSize + row) * size;
        for (let at = 0; at < size; at++) sum -= arrow[start + at]! * step[at]!;
        z[row] = sum;
      }
      solveLowerTransposed(ownFactor.subarray(geo * ownSize * ownSize), ownSize, z);
      for (let row = 0; row < ownSize; row++)
        into[size + geo * ownSize + row] = (own[geo * ownSize + row]! + z[row]!) / design.geoUnits[row]!;
    }
  }

  /** X'We: common part into `common`, the geos' own into `ownRight`; the residual holds e. */
  private collectRight(noise: Float64Array): void {
    const { design, residual, common, weighted, ownRight } = this;
    const { geos, periods, fitted } = design.plan;
    const { timeCount, values, geoValues } = design;
    weighted.fill(0);
    common.fill(0);
    for (let geo = 0; geo < geos; geo++) {
      const weight = 1 / noise[geo]! ** 2;
      const start = geo * periods;
      for (let t = 0; t < fitted; t++) weighted[t]! += weight * residual[start + t]!;
      for (let at = timeCount; at < values.length; at++) {
        common[at]! += weight * dotRange(values[at]!, start, residual, start, fitted);
      }
      for (let at = 0; at < geoValues.length; at++) {
        ownRight[geo * geoValues.length + at] = weight * dotRange(geoValues[at]!, start, residual, start, fitted);
      }
    }
    for (let at = 0; at < timeCount; at++) {
      common[at] = dotRange(values[at]!, 0, weighted, 0, fitted);
    }
  }

  /** Factors A, geo after geo and then the Schur complement. @returns log|A| + log|S0| */
  private factor(noise: Float64Array): number {
    const { design, gram, commonFactor, ownFactor, arrow, ownRight, common } = this;
    const { geos } = design.plan;
    const size = common.length;
    const ownSize = design.geoValues.length;
    let log = 0;
    for (let at = 0; at < size; at++) log += Math.log(design.variances[at]!);
    for (let at = 0; at < ownSize; at++) log += geos * Math.log(design.geoVariances[at]!);
    this.commonBlock(noise);
    for (let geo = 0; geo < geos; geo++) {
      const weight = 1 / noise[geo]! ** 2;
      const block = ownFactor.subarray(geo * ownSize * ownSize, (geo + 1) * ownSize * ownSize);
      const products = gram.own.subarray(geo * ownSize * ownSize, (geo + 1) * ownSize * ownSize);
      for (let at = 0; at < block.length; at++) block[at] = weight * products[at]!;
      for (let at = 0; at < ownSize; at++) block[at * ownSize + at]! += 1 / design.geoVariances[at]!;
      if (!choleskyInPlace(block, ownSize)) return Number.NaN;
      for (let row = 0; row < ownSize; row++) {
        const start = (geo * ownSize + row) * size;
        const pivot = 1 / block[row * ownSize + row]!;
        log += 2 * Math.log(block[row * ownSize + row]!);
        for (let at = 0; at < size; at++) arrow[start + at] = weight * gram.cross[start + at]!;
        let right = ownRight[geo * ownSize + row]!;
        for (let earlier = 0; earlier < row; earlier++) {
          const factor = block[row * ownSize + earlier]!;
          const before = (geo * ownSize + earlier) * size;
          for (let at = 0; at < size; at++) arrow[start + at]! -= factor * arrow[before + at]!;
          right -= factor * ownRight[geo * ownSize + earlier]!;
        }
        for (let at = 0; at < size; at++) arrow[start + at]! *= pivot;
        right *= pivot;
        ownRight[geo * ownSize + row] = right;
        for (let at = 0; at < size; at++) {
          const value = arrow[start + at]!;
          common[at]! -= value * right;
          const line = at * size;
          for (let other = 0; other <= at; other++) commonFactor[line + other]! -= value * arrow[start + other]!;
        }
      }
    }
    if (!choleskyInPlace(commonFactor, size)) return Number.NaN;
    for (let at = 0; at < size; at++) log += 2 * Math.log(commonFactor[at * size + at]!);
    return log;
  }

  /** X'WX of the common columns plus their prior precision, lower triangle. */
  private commonBlock(noise: Float64Array): void {
    const { design, gram, commonFactor } = this;
    const size = design.columns.length;
    if (this.commonNoise) {
      const weight = 1 / noise[0]! ** 2;
      for (let at = 0; at < commonFactor.length; at++) commonFactor[at] = weight * gram.total[at]!;
    } else {
      commonFactor.fill(0);
      for (let geo = 0; geo < design.plan.geos; geo++) {
        const weight = 1 / noise[geo]! ** 2;
        const start = geo * size * size;
        for (let at = 0; at < commonFactor.length; at++) commonFactor[at]! += weight * gram.common[start + at]!;
      }
    }
    for (let at = 0; at < size; at++) commonFactor[at * size + at]! += 1 / design.variances[at]!;
  }

  /** The geos' own coefficients from the common ones: `L^-T (y - Z b)`. */
  private solveOwn(): void {
    const { design, common, own, arrow, ownFactor, ownRight } = this;
    const size = common.length;
    const ownSize = design.geoValues.length;
    for (let geo = 0; geo < design.plan.geos; geo++) {
      const part = own.subarray(geo * ownSize, (geo + 1) * ownSize);
      for (let row = 0; row < ownSize; row++) {
        const start = (geo * ownSize + row) * size;
        let sum = ownRight[geo * ownSize + row]!;
        for (let at = 0; at < size; at++) sum -= arrow[start + at]! * common[at]!;
        part[row] = sum;
      }
      solveLowerTransposed(ownFactor.subarray(geo * ownSize * ownSize), ownSize, part);
    }
  }

  /** Turns e into r; `byLogNoise` takes the weighted sum of squares. @returns e'r */
  private takeResidual(noise: Float64Array): number {
    const { design, residual, common, own, level, explained } = this;
    const { geos, periods, fitted } = design.plan;
    const { timeCount, values, geoValues } = design;
    level.fill(0);
    addColumns(values, 0, timeCount, 0, common, 0, level, 0, fitted);
    let total = 0;
    for (let geo = 0; geo < geos; geo++) {
      const start = geo * periods;
      explained.set(level);
      addColumns(values, timeCount, values.length, start, common, timeCount, explained, 0, fitted);
      addColumns(geoValues, 0, geoValues.length, start, own, geo * geoValues.length, explained, 0, fitted);
      const weight = 1 / noise[geo]! ** 2;
      let squares = 0;
      let product = 0;
      for (let t = 0; t < fitted; t++) {
        const error = residual[start + t]!;
        const left = error - explained[t]!;
        squares += left * left;
        product += left * error;
        residual[start + t] = weight * left;
      }
      total += weight * product;
      this.byLogNoise[geo] = weight * squares - fitted;
    }
    return total;
  }

  /** Derivatives by noise and prior variances; needs the diagonal of A^-1, and with a noise per geo its blocks. */
  private differentiate(noise: Float64Array): void {
    const { design, gram, common, own, commonFactor, commonInverse, arrow, ownFactor } = this;
    const { geos } = design.plan;
    const size = common.length;
    const ownSize = design.geoValues.length;
    inverseFromFactor(commonFactor, size, commonInverse);
    // tr(A^-1 S0^-1) is collected for a common noise, tr(A^-1 X'WX) of each geo otherwise.
    let shrinkage = 0;
    for (let at = 0; at < size; at++) {
      const precision = 1 / design.variances[at]!;
      const spread = commonInverse[at * size + at]! * precision;
      shrinkage += spread;
      this.byLogVariance[at] = 0.5 * (spread + common[at]! ** 2 * precision - 1);
    }
    this.byLogGeoVariance.fill(0);
    const lines = new Float64Array(ownSize * size);
    const block = new Float64Array(ownSize * ownSize);
    const column = new Float64Array(ownSize);
    for (let geo = 0; geo < geos; geo++) {
      const factor = ownFactor.subarray(geo * ownSize * ownSize, (geo + 1) * ownSize * ownSize);
      // K = L^-T Z; the covariance of the geo's own coefficients is (L L')^-1 + K C K', that with the common ones -K C.
      for (let row = ownSize - 1; row >= 0; row--) {
        const pivot = 1 / factor[row * ownSize + row]!;
        const start = (geo * ownSize + row) * size;
        for (let at = 0; at < size; at++) {
          let sum = arrow[start + at]!;
          for (let later = row + 1; later < ownSize; later++)
            sum -= factor[later * ownSize + row]! * lines[later * size + at]!;
          lines[row * size + at] = sum * pivot;
        }
      }
      let trace = 0;
      for (let row = 0; row < ownSize; row++) {
        column.fill(0);
        column[row] = 1;
        solveLower(factor, ownSize, column);
        solveLowerTransposed(factor, ownSize, column);
        for (let other = 0; other < ownSize; other++) block[row * ownSize + other] = column[other]!;
      }
      for (let row = 0; row < ownSize; row++)
        for (let at = 0; at < size; at++) {
          const product = dotRange(lines, row * size, commonInverse, at * size, size);
          trace -= 2 * product * gram.cross[(geo * ownSize + row) * size + at]!;
          for (let other = 0; other < ownSize; other++)
            block[row * ownSize + other]! += product * lines[other * size + at]!;
        }
      for (let row = 0; row < ownSize; row++) {
        const precision = 1 / design.geoVariances[row]!;
        const spread = block[row * ownSize + row]! * precision;
        shrinkage += spread;
        this.byLogGeoVariance[row]! += 0.5 * (spread + own[geo * ownSize + row]! ** 2 * precision - 1);
        for (let other = 0; other < ownSize; other++)
          trace += block[row * ownSize + other]! * gram.own[(geo * ownSize + row) * ownSize + other]!;
      }
      if (!this.commonNoise) {
        const start = geo * size * size;
        for (let row = 0; row < size; row++)
          for (let at = 0; at < size; at++)
            trace += commonInverse[row * size + at]! * gram.common[start + row * size + at]!;
        this.byLogNoise[geo]! += trace / noise[geo]! ** 2;
      }
    }
    // Common noise: tr(A^-1 X'WX) of all geos together is P - tr(A^-1 S0^-1); which geo it stands at does not matter.
    if (this.commonNoise) this.byLogNoise[0]! += size + geos * ownSize - shrinkage;
  }
}
