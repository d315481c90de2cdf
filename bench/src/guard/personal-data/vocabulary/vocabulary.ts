import type { Language, Part } from '../document.js';
import * as development from './development-part.js';
import * as test from './test-part.js';

/** Words of one part and language. */
export interface Vocabulary {
  readonly givenNames: readonly string[];
  readonly surnames: readonly string[];
  readonly streets: readonly string[];
  readonly towns: readonly string[];
  readonly mailHosts: readonly string[];
}

const parts = { development, test };
const MAIL_HOSTS = {
  development: ['example.org', 'mail.example.com', 'posteo.example', 'buero-nord.example.de', 'web-mail.example.net'],
  test: ['example.net', 'post.example.de', 'kanzlei-ost.example.com', 'inbox.example.co.uk', 'studio.example.eu'],
} as const;

/**
 * The words of one part, without those that are `known`: the lists of a detector, in lower case. So no name, street or town
 * of the test part stands in a list of the detector that is measured.
 */
export function vocabulary(part: Part, language: Language, known: ReadonlySet<string>): Vocabulary {
  const words = parts[part];
  const unknown = (list: readonly string[]) => list.filter((word) => !known.has(word.toLowerCase()));
  const german = language === 'de';
  return {
    givenNames: unknown(german ? words.germanGivenNames : words.englishGivenNames),
    surnames: unknown(german ? words.germanSurnames : words.englishSurnames),
    streets: unknown(german ? words.germanStreets : words.englishStreets),
    towns: unknown(german ? words.germanCities : words.englishCities),
    mailHosts: MAIL_HOSTS[part],
  };
}
