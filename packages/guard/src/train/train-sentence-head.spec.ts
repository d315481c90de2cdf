import type { Sample } from './samples.js';
import { type EmbeddedSample, sentenceSamples, trainDense } from './train-sentence-head.js';

const sample = (index: number, override: 0 | 1 | null, text = 'x'): Sample => ({
  source: 'deepset',
  group: `deepset ${index}`,
  text,
  override,
  instruction: null,
});

describe('sentences to learn from', () => {
  it('are those of texts whose class is known, a few of each', () => {
    const long = Array.from({ length: 40 }, (_, index) => `Satz ${index}.`).join(' ');
    const chosen = sentenceSamples([sample(0, 1, 'Eins. Zwei.'), sample(1, null), sample(2, 0, long)]);
    expect(chosen.map(({ sentences }) => sentences.length)).toEqual([2, 5]);
    expect(chosen[0]?.sentences).toEqual(['Eins.', 'Zwei.']);
  });

  it('are all of a mail', () => {
    const mail = { ...sample(0, 0, 'a. '.repeat(12)), source: 'mails' };
    expect(sentenceSamples([mail])[0]?.sentences).toHaveLength(12);
  });
});

describe('head of sentences', () => {
  /** Attacks hold one sentence that points upwards, among others that look like those of harmless texts. */
  const vector = (seed: number, up: number) => Float32Array.of(Math.sin(seed), Math.cos(3 * seed), up);
  const samples = Array.from({ length: 40 }, (_, index): EmbeddedSample => {
    const isAttack = index % 2 === 1;
    const vectors = [1, 2, 3].map((k) =>
      vector(7 * index + k, isAttack && k === 2 ? 1 : -1 + 0.1 * Math.sin(index + k)),
    );
    return { sample: sample(index, isAttack ? 1 : 0), vectors };
  });
  const model = trainDense(samples);
  const score = (one: Float32Array) => one.reduce((sum, value, k) => sum + value * (model.weights[k] ?? 0), model.bias);

  it('learns which sentence of an attack is one', () => {
    for (const {
      sample: { override },
      vectors,
    } of samples) {
      const scores = vectors.map(score);
      expect(Math.max(...scores) > 0).toBe(override === 1);
      expect(scores.filter((one) => one > 0)).toHaveLength(override === 1 ? 1 : 0);
    }
  });

  it('is the same from the same samples', () => {
    expect(trainDense(samples)).toEqual(model);
  });
});
