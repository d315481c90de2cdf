import type { SentenceHead } from '../deep/sentence-head.js';
import { sentencePieces } from '../linear/sentences.js';
import { alarmLimits, attackSources, readingOf, type UnseenScore } from './cross-fit.js';
import { foldOf } from './folds.js';
import { type Sample, sourceWeights, weightOf } from './samples.js';

/** A sample with the vectors of its sentences. */
export interface EmbeddedSample {
  readonly sample: Sample;
  readonly vectors: readonly Float32Array[];
}

/** Weights on unit vectors, with the bias. */
export interface DenseModel {
  readonly bias: number;
  readonly weights: Float32Array;
}

/** Samples of one source that are learnt from; generated ones are many and alike. */
const MOST_PUBLIC = 650;
const MOST_GENERATED = 200;
/** Sentences of one text that are learnt from; a long jailbreak has hundreds. */
const MOST_SENTENCES = 5;
const FOLDS = 5;
const ROUNDS = 300;
const PENALTY = 3e-4;
/** Below four over the largest mean square in any direction of the standardised vectors of sentences, which is below 48. */
const STEP = 4 / 48;

/** The samples that the head learns from, with the sentences that stand for each; in a fixed order. */
export function sentenceSamples(samples: readonly Sample[]): { sample: Sample; sentences: string[] }[] {
  const bySource = Map.groupBy(
    samples.filter(({ override }) => override !== null),
    ({ source }) => source,
  );
  return [...bySource].flatMap(([source, own]) =>
    spread(own, source in sourceWeights ? MOST_PUBLIC : MOST_GENERATED).map((sample) => {
      const pieces = sentencePieces(sample.text).map(({ start, end }) => sample.text.slice(start, end));
      return { sample, sentences: spread(pieces, sample.source === 'mails' ? pieces.length : MOST_SENTENCES) };
    }),
  );
}

/**
 * Learns the head from all samples, and its thresholds from five-fold scores of the same samples: the lowest at which no
 * harmless development set raises more than its share of false alarms.
 */
export function trainSentenceHead(
  samples: readonly EmbeddedSample[],
  model: string,
  log: (message: string) => void,
): { readonly head: SentenceHead; readonly unseen: readonly UnseenScore[] } {
  const inFold = (fold: number) => (one: EmbeddedSample) => foldOf(one.sample.group, FOLDS) === fold;
  const unseen = Array.from({ length: FOLDS }, (_, fold) => {
    const trained = trainDense(samples.filter((one) => !inFold(fold)(one)));
    log(`sentences: fold ${fold + 1} of ${FOLDS}`);
    return samples.filter(inFold(fold)).map(({ sample, vectors }) => {
      const score = Math.max(...vectors.map((vector) => logOdds(trained, vector)));
      return { read: { sample, windows: [], requests: [] }, fold, score };
    });
  }).flat();
  const user = readingOf(unseen, 'override', attackSources.user, alarmLimits.user);
  const planted = readingOf(unseen, 'override', ['attacks en', 'attacks de'], alarmLimits.document);
  const readings = { user, document: planted, tool: planted, output: planted };
  return { head: { model, ...trainDense(samples), readings }, unseen };
}

/**
 * A text is an attack if one of its sentences is (multiple-instance learning): first every sentence of an attack counts as
 * one, then only that which the model so found thinks most like it. Of harmless texts every sentence is harmless.
 */
export function trainDense(samples: readonly EmbeddedSample[]): DenseModel {
  const first = fit(rowsOf(samples, (vectors) => vectors));
  return fit(
    rowsOf(samples, (vectors) => vectors.toSorted((a, b) => logOdds(first, b) - logOdds(first, a)).slice(0, 1)),
  );
}

interface Row {
  readonly vector: Float32Array;
  readonly label: 0 | 1;
  readonly weight: number;
}

function rowsOf(
  samples: readonly EmbeddedSample[],
  chosen: (vectors: readonly Float32Array[]) => readonly Float32Array[],
): Row[] {
  const rows = samples.flatMap(({ sample, vectors }): Row[] => {
    const label = sample.override === 1 ? 1 : 0;
    const used = label === 1 ? chosen(vectors) : vectors;
    const weight = weightOf(sample.source) / (label === 1 ? 1 : Math.sqrt(used.length || 1));
    return used.map((vector) => ({ vector, label, weight }));
  });
  const totals = [0, 0];
  for (const { label, weight } of rows) totals[label] = (totals[label] ?? 0) + weight;
  return rows.map((row) => ({ ...row, weight: row.weight / 2 / (totals[row.label] ?? 1) }));
}

/**
 * Logistic regression with a quadratic penalty by accelerated gradient descent (Nesterov 1983) on standardised dimensions:
 * no randomness, so the same rows give the same weights.
 */
function fit(rows: readonly Row[]): DenseModel {
  const size = rows[0]?.vector.length ?? 0;
  const { mean, deviation } = standardisation(rows, size);
  const inputs = new Float64Array(rows.length * size);
  for (const [index, { vector }] of rows.entries())
    for (let k = 0; k < size; k++)
      inputs[index * size + k] = ((vector[k] as number) - (mean[k] as number)) / (deviation[k] as number);
  let [weights, ahead] = [new Float64Array(size), new Float64Array(size)];
  let [bias, biasAhead] = [0, 0];
  for (let round = 1; round <= ROUNDS; round++) {
    const gradient = ahead.map((weight) => PENALTY * weight);
    let biasGradient = 0;
    for (const [index, { label, weight }] of rows.entries()) {
      const from = index * size;
      let total = biasAhead;
      for (let k = 0; k < size; k++) total += (ahead[k] as number) * (inputs[from + k] as number);
      const error = (1 / (1 + Math.exp(-total)) - label) * weight;
      biasGradient += error;
      for (let k = 0; k < size; k++) gradient[k] = (gradient[k] as number) + error * (inputs[from + k] as number);
    }
    const momentum = (round - 1) / (round + 2);
    const next = ahead.map((weight, k) => weight - STEP * (gradient[k] as number));
    const nextBias = biasAhead - STEP * biasGradient;
    ahead = next.map((weight, k) => weight + momentum * (weight - (weights[k] as number)));
    biasAhead = nextBias + momentum * (nextBias - bias);
    [weights, bias] = [next, nextBias];
  }
  const scaled = Float32Array.from(weights, (weight, k) => weight / (deviation[k] as number));
  return { bias: bias - scaled.reduce((sum, weight, k) => sum + weight * (mean[k] as number), 0), weights: scaled };
}

function standardisation(rows: readonly Row[], size: number) {
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (const { vector, weight } of rows)
    for (let k = 0; k < size; k++) {
      mean[k] = (mean[k] ?? 0) + weight * (vector[k] ?? 0);
      square[k] = (square[k] ?? 0) + weight * (vector[k] ?? 0) ** 2;
    }
  const deviation = square.map((value, k) => Math.sqrt(Math.max(value - (mean[k] ?? 0) ** 2, 1e-12)));
  return { mean, deviation };
}

const logOdds = ({ bias, weights }: DenseModel, vector: Float32Array): number =>
  weights.reduce((sum, weight, index) => sum + weight * (vector[index] ?? 0), bias);

function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]).filter(
    (item): item is T => item !== undefined,
  );
}
