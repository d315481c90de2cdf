import { seededRandom } from '../random.js';

/** Personal data of one invented person; every piece can be told apart from everything that is not planted. */
export interface Canary {
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly phone: string;
  readonly ip: string;
  readonly street: string;
}

const GIVEN_NAMES = [
  'Anneliese',
  'Cem',
  'Florian',
  'Grace',
  'Hedwig',
  'Jürgen',
  'Magdalena',
  'Oliver',
  'Siobhán',
  'Zeynep',
];
/** In every surname and street, and in no word of any language. */
const MARK = 'quixel';
const SYLLABLES = ['bram', 'dorn', 'fels', 'garth', 'holm', 'ker', 'lund', 'mar', 'nord', 'stein', 'thal', 'win'];

/** Persons that share nothing with each other but their marks. */
export function createCanaries(count: number, seed: number): Canary[] {
  const random = seededRandom(seed);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] as string;
  return Array.from({ length: count }, (_, index) => {
    const surname = `${MARK.charAt(0).toUpperCase()}${MARK.slice(1)}${pick(SYLLABLES)}${pick(SYLLABLES)}`;
    const givenName = pick(GIVEN_NAMES);
    return {
      givenName,
      surname,
      email: `${givenName
        .normalize('NFD')
        .replace(/[^A-Za-z]/g, '')
        .toLowerCase()}.${surname.toLowerCase()}.${index}@canary-mail.example`,
      phone: `+49 151 990${String(index).padStart(5, '0')}`,
      ip: `198.51.100.${1 + (index % 254)}`,
      street: `Am ${surname} ${1 + (index % 99)}`,
    };
  });
}

/** What must be found nowhere, by kind: written plainly, encoded, without spaces, in any case. */
export const TRACES: Readonly<Record<string, RegExp>> = {
  'e-mail': /canary-mail|[a-z]\.quixel[a-z]+\.\d/gi,
  phone: /151[\s%20-]*990\d{5}/gi,
  ip: /198\.51\.100\.(?!0\b)\d{1,3}/g,
  name: /quixel/gi,
};

/** Stands in every event where it may; shows that a search looks into what it says it looks into. */
export const CONTROL = 'canary-control-product';

/** Finds by kind in a text. */
export function tracesIn(text: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(TRACES).map(([kind, pattern]) => [kind, [...text.matchAll(pattern)].length]),
  );
}
