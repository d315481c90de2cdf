import { type NearTwin, nearTwins } from './near-twins.js';
import type { Language } from './twin-lists.js';

/** A question and another writing of it that asks the same. */
export interface Rewording {
  readonly kind: 'greeting' | 'politeness' | 'number format';
  readonly first: string;
  readonly second: string;
}

type Rewrite = (question: string) => string;

const REWRITES: Readonly<Record<Language, Readonly<Record<Rewording['kind'], Rewrite>>>> = {
  de: {
    greeting: (question) => `Guten Tag, ${question.charAt(0).toLowerCase()}${question.slice(1)}`,
    politeness: (question) => question.replace(/\?$/, ', bitte?'),
    'number format': (question) =>
      question
        .replace('1.000', '1000')
        .replace('10.000', '10000')
        .replace(/ Euro\b/, ' €')
        .replace(/\b2\b/, 'zwei')
        .replace('zwölf', '12'),
  },
  en: {
    greeting: (question) => `Hello, ${question.charAt(0).toLowerCase()}${question.slice(1)}`,
    politeness: (question) => question.replace(/\?$/, ', please?'),
    'number format': (question) =>
      question
        .replace('1,000', '1000')
        .replace('10,000', '10000')
        .replace(/\b2\b/, 'two')
        .replace('twelve', '12')
        .replace('May 3', '3 May'),
  },
};

/** Other writings of the first questions of the near-twins; those that change nothing are left out. */
export const rewordings = (twins: readonly NearTwin[] = nearTwins()): Rewording[] => {
  const questions = new Map(twins.map(({ first, language }) => [first, language]));
  return [...questions].flatMap(([first, language]) =>
    (Object.entries(REWRITES[language]) as [Rewording['kind'], Rewrite][]).flatMap(([kind, rewrite]): Rewording[] => {
      const second = rewrite(first);
      return second === first ? [] : [{ kind, first, second }];
    }),
  );
};
