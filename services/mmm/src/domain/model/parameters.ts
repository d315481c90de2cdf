import {
  type Coordinate,
  coordinateOf,
  fromValue,
  logJacobian,
  logJacobianSlope,
  toValue,
  valueSlope,
} from '../spec/coordinate.js';
import type { Distribution } from '../spec/distribution.js';
import { logDensity, logDensitySlope } from '../spec/log-density.js';

/** A scalar that a model has: sampled, or constant. Its value stands in `values[slot]`. */
interface Scalar {
  readonly name: string;
  readonly slot: number;
  /** Place among the unconstrained coordinates; -1 for a constant. */
  readonly at: number;
  readonly coordinate: Coordinate | null;
  /** Null where another stage knows the prior. */
  readonly prior: Distribution | null;
}

/** Standard normal numbers next to each other. */
interface NormalBlock {
  readonly slot: number;
  readonly at: number;
  readonly count: number;
}

/**
 * The parameters of a model. Stages read `values` and add the derivative of the log density by a value to `adjoint`; this class maps
 * both to unconstrained coordinates, and adds priors and Jacobians.
 */
export class Parameters {
  /** Names by slot. */
  readonly names: string[] = [];
  values = new Float64Array();
  adjoint = new Float64Array();
  /** Number of unconstrained coordinates. */
  dimension = 0;
  /** Slots whose values mean something to a reader; the others are coordinates of the sampler. */
  readonly reported: number[] = [];
  private readonly scalars: Scalar[] = [];
  private readonly blocks: NormalBlock[] = [];

  /** A parameter with its prior; a constant has no coordinate. @returns its slot */
  add(name: string, prior: Distribution): number {
    const slot = this.names.push(name) - 1;
    const coordinate = coordinateOf(prior);
    this.scalars.push({ name, slot, at: coordinate ? this.dimension++ : -1, coordinate, prior });
    this.grow();
    if (coordinate) this.reported.push(slot);
    else this.values[slot] = prior.parameters[0]!;
    return slot;
  }

  /** A parameter on the whole line whose density another stage states. @param centre value at coordinate 0 */
  addFree(name: string, centre: number, scale = 1): number {
    const slot = this.names.push(name) - 1;
    const coordinate: Coordinate = { kind: 'real', low: 0, width: 0, centre, scale };
    this.scalars.push({ name, slot, at: this.dimension++, coordinate, prior: null });
    this.grow();
    return slot;
  }

  /** Independent standard normal parameters. @param reported whether a reader wants to see them @returns the first slot */
  addNormals(names: readonly string[], reported = false): number {
    const slot = this.names.length;
    this.names.push(...names);
    if (reported) this.reported.push(...names.map((_, index) => slot + index));
    this.blocks.push({ slot, at: this.dimension, count: names.length });
    this.dimension += names.length;
    this.grow();
    return slot;
  }

  /** Whether the value in a slot is sampled. */
  isSampled(slot: number): boolean {
    return (
      this.blocks.some((block) => slot >= block.slot && slot < block.slot + block.count) ||
      (this.scalars.find((scalar) => scalar.slot === slot)?.at ?? -1) >= 0
    );
  }

  /** Sets the values from unconstrained coordinates and the adjoints to 0. @returns log prior and log Jacobian */
  read(position: Float64Array): number {
    const { values } = this;
    this.adjoint.fill(0);
    let total = 0;
    for (const { slot, at, coordinate, prior } of this.scalars) {
      if (!coordinate) continue;
      const z = position[at]!;
      const value = toValue(coordinate, z);
      values[slot] = value;
      if (prior) total += logDensity(prior, value) + logJacobian(coordinate, z);
    }
    for (const { slot, at, count } of this.blocks)
      for (let index = 0; index < count; index++) {
        const z = position[at + index]!;
        values[slot + index] = z;
        total -= 0.5 * z * z;
      }
    return total;
  }

  /** Sets the values to a draw from the prior; parameters whose density another stage states become 0. */
  drawPrior(draw: (prior: Distribution) => number, normal: () => number): void {
    for (const { slot, coordinate, prior } of this.scalars) if (coordinate) this.values[slot] = prior ? draw(prior) : 0;
    for (const { slot, count } of this.blocks)
      for (let index = 0; index < count; index++) this.values[slot + index] = normal();
  }

  /** The unconstrained coordinates of the present values. */
  position(): Float64Array {
    const position = new Float64Array(this.dimension);
    for (const { slot, at, coordinate } of this.scalars)
      if (coordinate) position[at] = fromValue(coordinate, this.values[slot]!);
    for (const { slot, at, count } of this.blocks)
      for (let index = 0; index < count; index++) position[at + index] = this.values[slot + index]!;
    return position;
  }

  /** Writes the gradient by the coordinates from the adjoints, priors and Jacobians. */
  writeGradient(position: Float64Array, gradient: Float64Array): void {
    const { values, adjoint } = this;
    for (const { slot, at, coordinate, prior } of this.scalars) {
      if (!coordinate) continue;
      const z = position[at]!;
      const slope = valueSlope(coordinate, z);
      gradient[at] = prior
        ? (adjoint[slot]! + logDensitySlope(prior, values[slot]!)) * slope + logJacobianSlope(coordinate, z)
        : adjoint[slot]! * slope;
    }
    for (const { slot, at, count } of this.blocks)
      for (let index = 0; index < count; index++) gradient[at + index] = adjoint[slot + index]! - values[slot + index]!;
  }

  private grow(): void {
    const values = new Float64Array(this.names.length);
    values.set(this.values);
    this.values = values;
    this.adjoint = new Float64Array(this.names.length);
  }
}
