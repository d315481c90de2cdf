import { createHash } from 'node:crypto';
import type { EmbeddingModel, InputType } from '@stellwerk/models';

/** Deterministic unit vectors from the words of a text: for tests that are not about quality. Counts what it computes. */
export class HashEmbedding implements EmbeddingModel {
  computed = 0;
  /** Called before every call; what it throws, the call throws. */
  onCall: () => void = () => {};
  readonly space;

  constructor(
    private readonly dimensions = 16,
    revision = '1',
  ) {
    this.space = { model: 'hash', revision, dimensions, prefixes: 'none' } as const;
  }

  async embed(texts: readonly string[], _inputType: InputType): Promise<Float32Array[]> {
    this.onCall();
    this.computed += texts.length;
    return texts.map((text) => this.#vector(text));
  }

  #vector(text: string): Float32Array {
    const vector = new Float32Array(this.dimensions);
    for (const word of text.toLowerCase().split(/\P{L}+/u)) {
      const digest = createHash('sha256').update(`${this.space.revision} ${word}`).digest();
      for (let at = 0; at < this.dimensions; at++) {
        const byte = digest[at % digest.length] ?? 0;
        vector[at] = (vector[at] ?? 0) + (byte - 127.5);
      }
    }
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  }
}
