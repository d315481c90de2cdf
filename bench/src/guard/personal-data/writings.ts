import type { Dice } from './dice.js';
import type { Language, PlantedType, Writing } from './document.js';
import type { Value } from './values/value.js';

const ALL: readonly Writing[] = ['plain', 'spaced', 'dotted', 'lower-case', 'obfuscated'];
const DIGITS_ONLY: readonly Writing[] = ['plain', 'spaced', 'dotted', 'obfuscated'];

/** The writings in which people put down each type. */
export const writingsOf: Readonly<Record<PlantedType, readonly Writing[]>> = {
  email: ['plain', 'spaced', 'lower-case', 'obfuscated'],
  phone: DIGITS_ONLY,
  ipv4: ['plain', 'obfuscated'],
  ipv6: ['plain', 'lower-case', 'obfuscated'],
  iban: ALL,
  'payment-card': DIGITS_ONLY,
  'date-of-birth': ALL,
  person: ['plain', 'dotted', 'lower-case', 'obfuscated'],
  street: ['plain', 'dotted', 'lower-case', 'obfuscated'],
  place: ['plain', 'lower-case', 'obfuscated'],
  'licence-plate': ALL,
  'vat-id': ALL,
  'de-tax-id': DIGITS_ONLY,
  'de-tax-number': DIGITS_ONLY,
  'de-pension-number': ALL,
  'de-health-insurance-number': ALL,
  'de-identity-card': ALL,
  'de-passport': ALL,
  'de-physician-number': DIGITS_ONLY,
  'de-practice-number': DIGITS_ONLY,
  'de-driving-licence': ALL,
  'de-commercial-register': ALL,
  'us-ssn': DIGITS_ONLY,
  'uk-nino': ALL,
  'uk-nhs-number': DIGITS_ONLY,
};

/** Types of digits (and few letters) that people also write with a space between all characters. */
const LETTERSPACED: ReadonlySet<PlantedType> = new Set([
  'iban',
  'payment-card',
  'de-tax-id',
  'de-pension-number',
  'uk-nhs-number',
  'us-ssn',
  'phone',
]);
const INVISIBLE = ['\u200b', '\u200d', '\u2060', '\u00ad'];
const SPOKEN: Readonly<Record<Language, readonly string[]>> = {
  de: ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
};

/** A value in one writing. */
export function write(value: Value, type: PlantedType, writing: Writing, language: Language, dice: Dice): string {
  switch (writing) {
    case 'plain':
      return value.plain;
    case 'lower-case':
      return value.plain.toLowerCase();
    case 'spaced':
      return spaced(value, type, dice);
    case 'dotted':
      return dotted(value, type, dice);
    case 'obfuscated':
      return obfuscated(value, type, language, dice);
  }
}

function spaced({ groups }: Value, type: PlantedType, dice: Dice): string {
  if (type === 'email') {
    const [local = '', host = ''] = groups;
    return dice.chance(0.5) ? `${local} @ ${host}` : `${local} @ ${host.replaceAll('.', ' . ')}`;
  }
  return groups.join(type === 'date-of-birth' ? dice.pick([' ', '. ', ' / ']) : ' ');
}

function dotted({ plain, groups }: Value, type: PlantedType, dice: Dice): string {
  if (type === 'person') {
    const [given = '', family = ''] = groups;
    return `${given.charAt(0)}. ${family}`;
  }
  if (type === 'street')
    return plain
      .replace(/straße\b/, 'str.')
      .replace(/Straße\b/, 'Str.')
      .replace(/ Street\b/, ' St.')
      .replace(/ Road\b/, ' Rd.')
      .replace(/ Avenue\b/, ' Ave.');
  if (type === 'date-of-birth') return groups.join('.');
  if (type === 'de-commercial-register') return groups.join('-');
  return groups.join(dice.pick(['.', '.', '-']));
}

function obfuscated(value: Value, type: PlantedType, language: Language, dice: Dice): string {
  if (type === 'email' && dice.chance(0.75)) return spelledEmail(value, language, dice);
  if (type === 'ipv4' && dice.chance(0.5)) return value.groups.join(dice.pick(['[.]', '(.)', ' dot ', '[dot]']));
  if (type === 'phone' && dice.chance(0.25))
    return [...value.groups.join('')].map((digit) => SPOKEN[language][Number(digit)]).join(' ');
  if (LETTERSPACED.has(type) && dice.chance(0.25)) return [...value.groups.join('')].join(' ');
  return dice.chance(0.5) ? fullWidth(value.plain) : withInvisible(value.plain, dice);
}

function spelledEmail({ groups }: Value, language: Language, dice: Dice): string {
  const [local = '', host = ''] = groups;
  const at = dice.pick([' (at) ', '(at)', ' [at] ', ' at ', '{at}', language === 'de' ? ' (ät) ' : ' AT ', '(a)']);
  const dots = language === 'de' ? [' punkt ', ' (punkt) ', '[punkt]', ' dot '] : [' dot ', ' (dot) ', '[dot]', '(.)'];
  // "anna at example.org" has the dot as it is at times, unless "at" is a bare word: then nobody could tell it from prose.
  const dot = at.trim().toLowerCase() !== 'at' && dice.chance(0.3) ? '.' : dice.pick(dots);
  return local.replaceAll('.', dice.chance(0.5) ? dot : '.') + at + host.replaceAll('.', dot);
}

/** Printable ASCII as the full-width forms of Unicode. */
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

function withInvisible(text: string, dice: Dice): string {
  const characters = [...text];
  const times = 1 + dice.below(3);
  for (let time = 0; time < times; time++) {
    const at = 1 + dice.below(Math.max(1, characters.length - 1));
    characters.splice(at, 0, dice.pick(INVISIBLE));
  }
  return characters.join('');
}
