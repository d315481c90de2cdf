import type { Dice } from '../dice.js';
import { icao, letterAsDigits, mod11And10, weightedDigitSum } from './check-digits.js';
import { grouped, type Value } from './value.js';

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** No vowels and no letters that look like digits. */
const DOCUMENT_CHARACTERS = '0123456789CFGHJKLMNPRTVWXYZ';

/** Among the first ten digits exactly one occurs two or three times. */
export function taxId(dice: Dice): Value {
  const pool = [...DIGITS];
  const drawn: string[] = [];
  while (pool.length > 0) drawn.push(pool.splice(dice.below(pool.length), 1)[0] ?? '');
  const repeated = drawn[0] ?? '';
  const repeats = dice.chance(0.7) ? 2 : 3;
  const ten = [...drawn.slice(0, 11 - repeats), ...Array.from({ length: repeats - 1 }, () => repeated)];
  for (let last = ten.length - 1; last > 0; last--) {
    const other = dice.below(last + 1);
    [ten[last], ten[other]] = [ten[other] ?? '', ten[last] ?? ''];
  }
  const first = ten.findIndex((digit) => digit !== '0');
  [ten[0], ten[first]] = [ten[first] ?? '', ten[0] ?? ''];
  const digits = ten.join('');
  return grouped(digits + mod11And10(digits), [2, 3, 3, 3], dice.chance(0.3) ? ' ' : '');
}

/** Lengths of the regional forms by state, and the prefix of the unified form. */
const TAX_OFFICES = [
  { lengths: [2, 3, 5], unified: '28' },
  { lengths: [3, 3, 5], unified: '9' },
  { lengths: [2, 3, 5], unified: '11' },
  { lengths: [3, 3, 5], unified: '3' },
  { lengths: [2, 3, 5], unified: '22' },
  { lengths: [2, 3, 5], unified: '23' },
  { lengths: [3, 4, 4], unified: '5' },
] as const;

export function taxNumber(dice: Dice): Value {
  const { lengths, unified } = dice.pick(TAX_OFFICES);
  if (dice.chance(0.2)) {
    const length = unified.length === 1 ? 3 : 2;
    return grouped(`${unified}${dice.digits(length)}0${dice.digits(8)}`, [4, 1, 3, 5]);
  }
  const [first = 2, second = 3, third = 5] = lengths;
  return grouped(dice.digits(first + second + third), [first, second, third], '/');
}

function birthday(dice: Dice): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return two(1 + dice.below(28)) + two(1 + dice.below(12)) + two(40 + dice.below(60));
}

export function pensionNumber(dice: Dice): Value {
  const area = dice.pick(['02', '04', '08', '10', '12', '15', '17', '20', '24', '26', '52', '65']);
  const letter = dice.characters(1, LETTERS);
  const [born, serial] = [birthday(dice), dice.characters(2, DIGITS)];
  const sum = weightedDigitSum(area + born + letterAsDigits(letter) + serial, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]);
  return grouped(`${area}${born}${letter}${serial}${sum % 10}`, [2, 6, 1, 3], dice.chance(0.5) ? ' ' : '');
}

export function healthInsuranceNumber(dice: Dice): Value {
  const [letter, digits] = [dice.characters(1, LETTERS), dice.characters(8, DIGITS)];
  const sum = weightedDigitSum(letterAsDigits(letter) + digits, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);
  return grouped(`${letter}${digits}${sum % 10}`, [4, 3, 3]);
}

const documentNumber = (dice: Dice, first: string, withCheckDigit: boolean): Value => {
  const nine = dice.characters(1, first) + dice.characters(8, DOCUMENT_CHARACTERS);
  return grouped(nine + (withCheckDigit ? icao(nine) : ''), [3, 3, 3]);
};
export const identityCard = (dice: Dice) => documentNumber(dice, 'LMNPRTVWXY', dice.chance(0.4));
export const passport = (dice: Dice) => documentNumber(dice, 'CFGHJK', dice.chance(0.4));

export function physicianNumber(dice: Dice): Value {
  const six = dice.digits(6);
  const sum = [...six].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 4 : 9), 0);
  return grouped(`${six}${(10 - (sum % 10)) % 10}${dice.pick(['01', '03', '34', '38', '50'])}`, [7, 2]);
}

export const practiceNumber = (dice: Dice): Value =>
  grouped(dice.pick(['02', '20', '38', '52', '61', '71', '72', '93', '98']) + dice.digits(7), [2, 4, 3]);

export const drivingLicence = (dice: Dice): Value =>
  grouped(
    dice.characters(1, 'BCFJKN') +
      dice.characters(1, `${DIGITS}${LETTERS}`) +
      dice.digits(8) +
      dice.characters(1, DIGITS),
    [4, 4, 3],
  );

export const commercialRegister = (dice: Dice): Value => {
  const [register, number] = [dice.pick(['HRA', 'HRB', 'HRB']), dice.digits(3 + dice.below(4))];
  return { plain: `${register} ${number}`, groups: [register, number] };
};

/** Districts whose plates are planted. */
const DISTRICTS =
  'B M K F S D E H DO KA MA HH HB DD LEV AC BN MS OL PB RO TÜ FÜ GÖ WÜ KI HRO MTK ESB NEA SHA GAP'.split(' ');
export function licencePlate(dice: Dice): Value {
  const district = dice.pick(DISTRICTS);
  const letters = dice.characters(1 + dice.below(2), LETTERS);
  const number = dice.digits(1 + dice.below(4));
  const suffix = dice.chance(0.15) ? dice.pick(['E', 'H']) : '';
  return { plain: `${district}-${letters} ${number}${suffix}`, groups: [district, letters, `${number}${suffix}`] };
}
