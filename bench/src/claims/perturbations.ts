import { monthNames } from '../month-names.js';
import type { Language, PerturbationLists } from './lists.js';

/** What was changed: the text in the source, and what stands in its place. */
export interface Change {
  readonly from: string;
  readonly to: string;
}

export interface Perturbed {
  readonly claim: string;
  readonly change: Change;
}

export const perturbationClasses = ['number', 'date', 'entity', 'negation', 'direction'] as const;
export type PerturbationClass = (typeof perturbationClasses)[number];

/** What a change may use. */
export interface Surroundings {
  readonly language: Language;
  /** The whole source: what it says elsewhere is no change. */
  readonly source: string;
  /** The same passage in the other language; names are what both have. */
  readonly parallel: string;
  readonly lists: PerturbationLists;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

const YEAR = /(?<![\d.,])(1\d{3}|20[0-2]\d)(?![\d.,]*\d)/g;
const NUMBER = /(?<![\d.,\p{L}-])\d+(?:[.,]\d+)*(?![\d\p{L}])/gu;
const AUXILIARIES: Readonly<Record<Language, RegExp>> = {
  de: /(?<=\p{L} )(ist|war|waren|sind|wurde|wurden|wird|werden|hat|hatte|kann|konnte)(?= (?!nicht|kein))/u,
  en: /(?<=\p{L} )(is|was|were|are|has|had|can|could|will|would|may|must)(?= (?!not\b|no\b|never\b))/u,
};
const NEGATIONS: Readonly<Record<Language, RegExp>> = { de: / nicht(?=[ .,])/u, en: / not(?=[ .,])/u };

type Maker = (sentence: string, around: Surroundings) => Perturbed | null;

/** One change of the kind, or `null` where the sentence offers none. */
export const perturbations: Readonly<Record<PerturbationClass, Maker>> = {
  number(sentence, { source, random }) {
    const found = [...sentence.matchAll(NUMBER)].filter(([text]) => !/^(1\d{3}|20[0-2]\d)$/.test(text));
    const match = pick(found, random);
    if (!match) return null;
    const digits = [...match[0].matchAll(/\d/g)];
    const digit = pick(digits, random);
    if (!digit) return null;
    const other = String((Number(digit[0]) + 1 + Math.floor(random() * 8)) % 10);
    const first = digit.index === 0 && other === '0' && match[0].length > 1;
    const to = splice(match[0], digit.index, 1, first ? '7' : other);
    return to === match[0] ? null : changed(sentence, match.index, match[0], to, source);
  },
  date(sentence, { source, language, random }) {
    const years = [...sentence.matchAll(YEAR)];
    const months = monthNames[language].flatMap((month) => {
      const at = sentence.search(new RegExp(`(?<!\\p{L})${month}(?!\\p{L})`, 'u'));
      return at < 0 ? [] : [{ at, text: month }];
    });
    const year = pick(years, random);
    if (year && (months.length === 0 || random() < 0.6)) {
      const to = String(Number(year[0]) + (random() < 0.5 ? -1 : 1) * (1 + Math.floor(random() * 30)));
      return changed(sentence, year.index, year[0], to, source);
    }
    const month = pick(months, random);
    const other = pick(
      monthNames[language].filter((name) => name !== month?.text),
      random,
    );
    return month && other ? changed(sentence, month.at, month.text, other, source) : null;
  },
  entity(sentence, { source, parallel, lists, random }) {
    const names = [...sentence.matchAll(/(?<=[\p{L},;)] )\p{Lu}[\p{L}]{3,}(?: \p{Lu}[\p{L}]{2,})*/gu)].filter(
      ([name]) => new RegExp(`(?<!\\p{L})${escaped(name)}(?!\\p{L})`, 'u').test(parallel),
    );
    const match = pick(names, random);
    const to = pick(lists.names, random);
    return match && to !== undefined ? changed(sentence, match.index, match[0], to, source) : null;
  },
  negation(sentence, { source, language }) {
    const negated = NEGATIONS[language].exec(sentence);
    if (negated) return changed(sentence, negated.index, negated[0], '', source);
    const auxiliary = AUXILIARIES[language].exec(sentence);
    if (!auxiliary) return null;
    const to = `${auxiliary[0]} ${language === 'de' ? 'nicht' : 'not'}`;
    return changed(sentence, auxiliary.index, auxiliary[0], to, source);
  },
  direction(sentence, { source, language, lists, random }) {
    const found = lists.opposites[language].flatMap(([left, right]) =>
      [
        [left, right],
        [right, left],
      ].flatMap(([from = '', to = '']) => {
        const at = sentence.search(new RegExp(`(?<![\\p{L}-])${escaped(from)}(?![\\p{L}-])`, 'u'));
        return at < 0 ? [] : [{ at, from, to }];
      }),
    );
    const one = pick(found, random);
    return one ? changed(sentence, one.at, one.from, one.to, source) : null;
  },
};

/** `null` where the source says the changed sentence as well. */
function changed(sentence: string, at: number, from: string, to: string, source: string): Perturbed | null {
  const claim = splice(sentence, at, from.length, to);
  return claim === sentence || source.includes(claim) ? null : { claim, change: { from, to } };
}

const splice = (text: string, at: number, length: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + length);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const pick = <Item>(items: readonly Item[], random: () => number): Item | undefined =>
  items[Math.floor(random() * items.length)];
