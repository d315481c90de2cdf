import type { Word } from './words.js';

/** What the model knows of names and addresses. Its numbers, mails and links are left to rules, which read them better. */
export const nameTypes = {
  GIVEN_NAME: 'given-name',
  SURNAME: 'surname',
  STREET_NAME: 'street',
  BUILDING_NUMBER: 'house-number',
  SECONDARY_ADDRESS: 'address-addition',
  ZIP_CODE: 'postal-code',
  CITY: 'city',
  STATE: 'state',
} as const;

export type NameType = (typeof nameTypes)[keyof typeof nameTypes];

/** A name or a part of an address: UTF-16 offsets, end exclusive; the score is the mean over its words. */
export interface NamedEntity {
  readonly type: NameType;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** The label of a word, with its probability. */
export interface WordLabel {
  readonly type: NameType;
  readonly score: number;
  /** The model says that an entity begins here, rather than goes on. */
  readonly begins: boolean;
}

/** Joins neighbouring words of one type, unless an entity begins anew. */
export function joinWords(words: readonly Word[], labels: readonly (WordLabel | undefined)[]): NamedEntity[] {
  const entities: { type: NameType; start: number; end: number; scores: number[] }[] = [];
  let previous: WordLabel | undefined;
  for (const [index, { start, end }] of words.entries()) {
    const label = labels[index];
    const current = entities.at(-1);
    if (label && current && previous?.type === label.type && !label.begins) {
      current.end = end;
      current.scores.push(label.score);
    } else if (label) {
      entities.push({ type: label.type, start, end, scores: [label.score] });
    }
    previous = label;
  }
  return entities.map(({ type, start, end, scores }) => ({
    type,
    start,
    end,
    score: scores.reduce((sum, score) => sum + score, 0) / scores.length,
  }));
}

/**
 * Reads the labels of the model: for each word the type with the highest probability, begin and inside together, as the
 * mean over its tokens; none where that is below the threshold or no name.
 *
 * @param rows Logits of each token of the word.
 * @param names Label of each column, such as `B-CITY`; `O` is none.
 */
export function labelOf(
  rows: readonly Float32Array[],
  names: readonly string[],
  threshold: number,
): WordLabel | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const byType = new Map<string, number>();
  for (const row of rows) {
    for (const [column, probability] of softmax(row).entries()) {
      const type = names[column]?.slice(2) ?? '';
      byType.set(type, (byType.get(type) ?? 0) + probability / rows.length);
    }
  }
  const [best = '', score = 0] = [...byType].reduce((high, entry) => (entry[1] > high[1] ? entry : high));
  const type = Object.entries(nameTypes).find(([label]) => label === best)?.[1];
  if (!type || score < threshold) return undefined;
  const begin = first[names.indexOf(`B-${best}`)] ?? 0;
  const inside = first[names.indexOf(`I-${best}`)] ?? 0;
  return { type, score, begins: begin > inside };
}

function softmax(logits: Float32Array): number[] {
  const highest = Math.max(...logits);
  const powers = Array.from(logits, (logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
