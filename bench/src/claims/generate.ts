import { seededRandom } from '../random.js';
import { developmentLists } from './development-lists.js';
import { type HarmlessClass, harmless, harmlessClasses } from './harmless.js';
import type { Language, Part } from './lists.js';
import { type Change, type PerturbationClass, perturbationClasses, perturbations } from './perturbations.js';
import { testLists } from './test-lists.js';
import { type Passage, sentencesOf } from './xquad.js';

/** A claim with the source it is held against, and what is true of it. */
export interface ClaimCase {
  readonly part: Part;
  readonly language: Language;
  readonly truth: 'supported' | 'contradicted' | 'not-found';
  readonly kind: HarmlessClass | PerturbationClass | 'foreign';
  readonly claim: string;
  readonly source: string;
  readonly change?: Change;
}

export const CLAIMS_SEED = 20_261_126;
/** Every third article is for development; the others are for the published figures. */
const partOf = (article: number): Part => (article % 3 === 0 ? 'development' : 'test');

/** Every case of a part, the same for the same seed. */
export function generateClaims(passages: readonly Passage[], part: Part, seed = CLAIMS_SEED): ClaimCase[] {
  const random = seededRandom(seed);
  const lists = part === 'development' ? developmentLists : testLists;
  const own = passages.filter(({ article }) => partOf(article) === part);
  const cases: ClaimCase[] = [];
  for (const [index, passage] of own.entries()) {
    for (const language of ['de', 'en'] as const) {
      const source = passage.text[language];
      const parallel = passage.text[language === 'de' ? 'en' : 'de'];
      const head = { part, language, source };
      for (const sentence of sentencesOf(source, language)) {
        for (const kind of harmlessClasses) {
          const claim = harmless[kind](sentence, language, lists, random);
          if (claim !== null) cases.push({ ...head, truth: 'supported', kind, claim });
        }
        for (const kind of perturbationClasses) {
          const made = perturbations[kind](sentence, { language, source, parallel, lists, random });
          if (made) cases.push({ ...head, truth: 'contradicted', kind, ...made });
        }
      }
      // A sentence of another article: true somewhere, and not here.
      const other = own[(index + 1 + Math.floor(random() * (own.length - 1))) % own.length];
      const [foreign] = other && other.article !== passage.article ? sentencesOf(other.text[language], language) : [];
      if (foreign !== undefined) cases.push({ ...head, truth: 'not-found', kind: 'foreign', claim: foreign });
    }
  }
  return cases;
}
