import { monthNames } from '../../../month-names.js';
import type { Dice } from '../dice.js';
import type { Language } from '../document.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { Value } from './value.js';

const two = (value: number) => String(value).padStart(2, '0');

export const givenName = (dice: Dice, words: Vocabulary) => dice.pick(words.givenNames);

export function surname(dice: Dice, words: Vocabulary): string {
  const name = dice.pick(words.surnames);
  return dice.chance(0.06) && !name.includes('-') ? `${name}-${dice.pick(words.surnames)}` : name;
}

const ascii = (text: string) =>
  text
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[^a-z-]/g, '');

/** Groups: the local part's words, then the host's. */
export function email(dice: Dice, words: Vocabulary): Value {
  const [given, family] = [ascii(givenName(dice, words)), ascii(dice.pick(words.surnames))];
  const local = dice.pick([
    `${given}.${family}`,
    `${given.charAt(0)}.${family}`,
    `${given}_${family}${dice.below(90) + 10}`,
    `${given}${dice.below(2_000)}`,
    family,
  ]);
  const host = dice.pick(words.mailHosts);
  const plain = dice.chance(0.2) ? `${local.charAt(0).toUpperCase()}${local.slice(1)}@${host}` : `${local}@${host}`;
  return { plain, groups: [local, host] };
}

const GERMAN_AREAS = [
  '30',
  '40',
  '89',
  '69',
  '221',
  '211',
  '711',
  '511',
  '341',
  '351',
  '431',
  '6131',
  '7531',
  '8031',
  '4421',
];
const GERMAN_MOBILE = ['151', '152', '157', '160', '163', '170', '171', '175', '176', '179'];

/** Real ranges: German land lines and mobiles, London and British mobiles, New York and Chicago. */
export function phone(dice: Dice, language: Language): Value {
  if (language === 'en') return dice.chance(0.5) ? britishPhone(dice) : americanPhone(dice);
  const mobile = dice.chance(0.5);
  const area = mobile ? dice.pick(GERMAN_MOBILE) : dice.pick(GERMAN_AREAS);
  const number = dice.digits(mobile ? 7 + Number(area === '176') : 9 - Math.min(area.length, 3));
  const [first, second] = [number.slice(0, 3), number.slice(3)];
  const plain = dice.pick([
    `+49 ${area} ${number}`,
    `+49 (0)${area} ${first} ${second}`,
    `0049 ${area} ${number}`,
    `0${area}/${number}`,
    `0${area} ${number}`,
    `(0${area}) ${number}`,
    `0${area}${number}`,
    `+49${area}${number}`,
    ...(mobile ? [] : [`0${area} ${number.slice(0, -2)}-${number.slice(-2)}`]),
  ]);
  return { plain, groups: [`0${area}`, ...(number.match(/..?/g) ?? [])] };
}

function britishPhone(dice: Dice): Value {
  if (dice.chance(0.5)) {
    const [first, second] = [`7${dice.pick(['4', '7', '8', '9'])}${dice.digits(2)}`, dice.digits(6)];
    const plain = dice.pick([`0${first} ${second}`, `+44 ${first} ${second}`, `0${first}${second}`]);
    return { plain, groups: [`0${first}`, second.slice(0, 3), second.slice(3)] };
  }
  const [first, second] = [`7${dice.digits(3)}`, dice.digits(4)];
  return {
    plain: dice.pick([`020 ${first} ${second}`, `+44 20 ${first} ${second}`, `(020) ${first} ${second}`]),
    groups: ['020', first, second],
  };
}

function americanPhone(dice: Dice): Value {
  const [area, exchange, line] = [
    dice.pick(['212', '312', '415', '617', '713', '206']),
    `${2 + dice.below(7)}${dice.digits(2)}`,
    dice.digits(4),
  ];
  const plain = dice.pick([
    `(${area}) ${exchange}-${line}`,
    `+1 ${area} ${exchange} ${line}`,
    `${area}-${exchange}-${line}`,
    `+1 (${area}) ${exchange}-${line}`,
  ]);
  return { plain, groups: [area, exchange, line] };
}

export function dateOfBirth(dice: Dice, language: Language): Value {
  const [day, month, year] = [1 + dice.below(28), dice.below(12), 1935 + dice.below(72)];
  const numeric = [two(day), two(month + 1), String(year)];
  if (language === 'de')
    return {
      plain: dice.pick([
        `${day}. ${monthNames.de[month]} ${year}`,
        numeric.join('.'),
        `${year}-${two(month + 1)}-${two(day)}`,
      ]),
      groups: numeric,
    };
  return {
    plain: dice.pick([
      `${monthNames.en[month]} ${day}, ${year}`,
      `${day} ${monthNames.en[month]} ${year}`,
      `${two(month + 1)}/${two(day)}/${year}`,
      `${year}-${two(month + 1)}-${two(day)}`,
    ]),
    groups: numeric,
  };
}
