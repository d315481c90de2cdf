import type { KnotBasis } from './knots.js';
import type { Parameters } from './parameters.js';
import type { MediaInput, Shape } from './shape.js';
import { dotRange } from './vector.js';

/** An effect that changes over time: the exponential of straight lines between normal values at knots. */
export class TimeVarying {
  /** By period. */
  readonly factors: Float64Array;
  readonly slopes: Float64Array;

  constructor(
    private readonly basis: KnotBasis,
    private readonly sdSlot: number,
    /** First of the standard normal values at the knots. */
    private readonly knotSlot: number,
  ) {
    this.factors = new Float64Array(basis.before.length);
    this.slopes = new Float64Array(basis.before.length);
  }

  evaluate(values: Float64Array): void {
    const { before, share } = this.basis;
    const sd = values[this.sdSlot]!;
    for (let t = 0; t < before.length; t++) this.factors[t] = Math.exp(sd * this.height(values, before[t]!, share[t]!));
    this.slopes.fill(0);
  }

  /** Takes the derivatives that were added to `slopes`. */
  addSlopes(values: Float64Array, adjoint: Float64Array): void {
    const { before, share } = this.basis;
    const sd = values[this.sdSlot]!;
    for (let t = 0; t < before.length; t++) {
      const byLog = this.slopes[t]! * this.factors[t]!;
      const knot = this.knotSlot + before[t]!;
      adjoint[this.sdSlot]! += byLog * this.height(values, before[t]!, share[t]!);
      adjoint[knot]! += byLog * sd * (1 - share[t]!);
      if (share[t]! > 0) adjoint[knot + 1]! += byLog * sd * share[t]!;
    }
  }

  /** Factors of a draw for so many periods; after the last knot its value holds. */
  factorsFor(value: (slot: number) => number, periods: number): Float64Array {
    const { before, share, count } = this.basis;
    const sd = value(this.sdSlot);
    return Float64Array.from({ length: periods }, (_, t) => {
      const known = t < before.length;
      const knot = known ? before[t]! : count - 1;
      const start = value(this.knotSlot + knot);
      const weight = known ? share[t]! : 0;
      return Math.exp(sd * (weight > 0 ? start + weight * (value(this.knotSlot + knot + 1) - start) : start));
    });
  }

  private height(values: Float64Array, knot: number, share: number): number {
    const start = values[this.knotSlot + knot]!;
    return share > 0 ? start + share * (values[this.knotSlot + knot + 1]! - start) : start;
  }
}

/** A shape whose parameters are those of a model, and its change over time. */
export class ChannelShape {
  /** What the effect multiplies, geos × periods. */
  readonly values: Float64Array;
  private readonly parameters: Float64Array;

  /** @param first period of the model at which the arrays begin */
  constructor(
    readonly shape: Shape,
    private readonly slots: readonly number[],
    private readonly input: MediaInput,
    readonly timeVarying: TimeVarying | null,
    private readonly first = 0,
  ) {
    this.values = timeVarying ? new Float64Array(shape.values.length) : shape.values;
    this.parameters = new Float64Array(slots.length);
  }

  /** Reads the parameters; the change over time must have been evaluated before. */
  evaluate(values: Float64Array): void {
    for (const [at, slot] of this.slots.entries()) this.parameters[at] = values[slot]!;
    this.shape.evaluate(this.parameters);
    const { timeVarying, first } = this;
    if (!timeVarying) return;
    const { periods } = this.input;
    for (let at = 0, t = 0; at < this.values.length; at++, t = t + 1 === periods ? 0 : t + 1)
      this.values[at] = this.shape.values[at]! * timeVarying.factors[first + t]!;
  }

  /** Adds the derivatives by the parameters. @param slope derivative by `values`; is changed */
  addSlopes(slope: Float64Array, adjoint: Float64Array): void {
    const { timeVarying, first } = this;
    if (timeVarying) {
      const { periods } = this.input;
      for (let at = 0, t = 0; at < slope.length; at++, t = t + 1 === periods ? 0 : t + 1) {
        timeVarying.slopes[first + t]! += slope[at]! * this.shape.values[at]!;
        slope[at]! *= timeVarying.factors[first + t]!;
      }
    }
    for (const [parameter, tangent] of this.shape.tangents.entries()) {
      if (!tangent) continue;
      adjoint[this.slots[parameter]!]! += dotRange(slope, 0, tangent, 0, slope.length);
    }
  }
}

/** Slots of a shape's parameters that vary. */
export const sampledOf = (parameters: Parameters, slots: readonly number[]): boolean[] =>
  slots.map((slot) => parameters.isSampled(slot));
