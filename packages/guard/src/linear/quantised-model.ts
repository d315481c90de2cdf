import { BUCKETS } from './features.js';
import type { LogisticModel } from './train-logistic.js';

/** Steps of a stored weight on either side of zero. */
const STEPS = 127;

/**
 * A linear model with one byte a weight: the root of its size relative to the largest, so that small weights, which are
 * the many, keep their proportion. 256 kB a model, which stay in the cache of a processor.
 */
export class QuantisedModel {
  private readonly values: Float64Array;

  private constructor(
    /** Log odds of a text without features. */
    readonly bias: number,
    private readonly largest: number,
    private readonly steps: Uint8Array,
  ) {
    this.values = Float64Array.from({ length: 256 }, (_, byte) => {
      const step = byte - 128;
      return (Math.sign(step) * largest * step * step) / (STEPS * STEPS);
    });
  }

  static from({ bias, weights }: LogisticModel): QuantisedModel {
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), Number.MIN_VALUE);
    const steps = Uint8Array.from(
      weights,
      (weight) => 128 + Math.sign(weight) * Math.round(STEPS * Math.sqrt(Math.abs(weight) / largest)),
    );
    return new QuantisedModel(Math.fround(bias), Math.fround(largest), steps);
  }

  /** @throws RangeError when the bytes are not those of {@link toBytes}. */
  static fromBytes(bytes: Uint8Array): QuantisedModel {
    if (bytes.length !== 8 + BUCKETS)
      throw new RangeError(`a model has ${8 + BUCKETS} bytes, these are ${bytes.length}`);
    const head = new DataView(bytes.buffer, bytes.byteOffset, 8);
    return new QuantisedModel(head.getFloat32(0), head.getFloat32(4), bytes.slice(8));
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(8 + this.steps.length);
    const head = new DataView(bytes.buffer);
    head.setFloat32(0, this.bias);
    head.setFloat32(4, this.largest);
    bytes.set(this.steps, 8);
    return bytes;
  }

  /** Sum of the weights of features `start`..`end` of a buffer. */
  sum(buckets: Uint32Array, start: number, end: number): number {
    const { steps, values } = this;
    let total = 0;
    for (let index = start; index < end; index++) total += values[steps[buckets[index] as number] as number] as number;
    return total;
  }

  /** Log odds of a window: the sum of its weights over the root of the number of its features. */
  logOdds(sum: number, features: number): number {
    return this.bias + sum / Math.sqrt(features || 1);
  }
}
