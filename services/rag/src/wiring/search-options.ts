import type { KnowledgeSettingsSpec } from '@stellwerk/contracts';
import { type SearchOptions, searchDefaults } from '../retrieval/options.js';

/** How a tenant's searches rank, by its settings. */
export function searchOptionsOf({ weights, diversity, recencyHalfLifeDays }: KnowledgeSettingsSpec): SearchOptions {
  return {
    ...searchDefaults,
    ...(weights && {
      weights: {
        ...searchDefaults.weights,
        sentence: weights.sentence,
        section: weights.section,
        words: weights.words,
        'section-words': weights.sectionWords,
        grams: weights.grams,
        'section-grams': weights.sectionGrams,
        exact: weights.exact,
      },
    }),
    ...(diversity !== undefined && { diversity }),
    ...(recencyHalfLifeDays !== undefined && {
      boosts: { ...searchDefaults.boosts, recencyHalfLifeDays },
    }),
  };
}
