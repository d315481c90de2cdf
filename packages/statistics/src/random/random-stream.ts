import { fastNormalQuantile } from '../special/normal.js';
import { philox } from './philox.js';

const TWO_POW_26 = 67_108_864;
const TWO_POW_53 = 9_007_199_254_740_992;

/** Where a stream stands: enough to continue it in another process. Six words: key (2), stream (2), position (2). */
export type RandomState = readonly [number, number, number, number, number, number];

/**
 * A seeded stream of random numbers (Philox4x32-10). A stream is a key and a stream number of 64 bits each; {@link split}
 * derives both of a child from the generator itself, so that streams of a tree do not overlap (two of them are the same with
 * probability 2⁻¹²⁸) and each depends only on the seed and its path, never on what other streams have drawn.
 */
export class RandomStream {
  private readonly block = new Uint32Array(4);
  private key0 = 0;
  private key1 = 0;
  private stream0 = 0;
  private stream1 = 0;
  /** Number of the block that comes next, and how many of the current block's words are left. */
  private position = 0;
  private left = 0;

  /** @param seed integer of at most 53 bits */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a safe integer, got ${seed}`);
    this.key0 = seed >>> 0;
    this.key1 = Math.floor(seed / 2 ** 32) >>> 0;
  }

  /** The stream that stands where `state` was taken. */
  static from(state: RandomState): RandomStream {
    const stream = new RandomStream(0);
    stream.restore(state);
    return stream;
  }

  /** Where the stream stands now. */
  state(): RandomState {
    const consumed = this.position * 4 - this.left;
    return [this.key0, this.key1, this.stream0, this.stream1, consumed >>> 0, Math.floor(consumed / 2 ** 32)];
  }

  /** Puts the stream where `state` was taken. */
  restore(state: RandomState): void {
    [this.key0, this.key1, this.stream0, this.stream1] = state;
    const consumed = state[5] * 2 ** 32 + state[4];
    this.position = Math.floor(consumed / 4);
    this.left = 0;
    for (let skipped = consumed % 4; skipped > 0; skipped--) this.word();
  }

  /**
   * An independent stream named by a number; the same number always gives the same stream, and this one does not move.
   * @param index integer from 0 to 2³² − 1
   */
  split(index: number): RandomStream {
    if (!(Number.isInteger(index) && index >= 0 && index < 2 ** 32))
      throw new RangeError(`index of a stream must be an integer from 0 to 2^32 - 1, got ${index}`);
    const name = Uint32Array.of(index, 0xffff_ffff, this.stream0, this.stream1);
    philox(name, this.key0, this.key1);
    return RandomStream.from([name[0]!, name[1]!, name[2]!, name[3]!, 0, 0]);
  }

  /** 32 random bits. */
  word(): number {
    const { block } = this;
    if (this.left === 0) {
      block[0] = this.position >>> 0;
      block[1] = Math.floor(this.position / 2 ** 32);
      block[2] = this.stream0;
      block[3] = this.stream1;
      philox(block, this.key0, this.key1);
      this.position += 1;
      this.left = 4;
    }
    this.left -= 1;
    return block[3 - this.left]!;
  }

  /** Uniform in [0, 1): a multiple of 2⁻⁵³. */
  uniform(): number {
    const high = this.word() >>> 5;
    return (high * TWO_POW_26 + (this.word() >>> 6)) / TWO_POW_53;
  }

  /** Uniform in (0, 1), the ends excluded: an odd multiple of 2⁻⁵³. */
  openUniform(): number {
    const high = this.word() >>> 6;
    return (high * TWO_POW_26 + (this.word() >>> 6) + 0.5) / (TWO_POW_53 / 2);
  }

  /** Uniform integer from 0 to `bound` − 1, without bias. @param bound integer from 1 to 2³² */
  integer(bound: number): number {
    if (!(Number.isInteger(bound) && bound >= 1 && bound <= 2 ** 32))
      throw new RangeError(`bound must be an integer from 1 to 2^32, got ${bound}`);
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      const word = this.word();
      if (word < limit) return word % bound;
    }
  }

  /** Standard normal, by inversion: each draw takes two words, so streams stay aligned. */
  normal(): number {
    return fastNormalQuantile(this.openUniform());
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(this.openUniform());
  }
}
