import type { Dice } from '../dice.js';
import { ibanCheckDigits, luhn, mod11And10 } from './check-digits.js';
import { grouped, type Value } from './value.js';

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Accounts by country: so many letters, then so many digits. */
const ACCOUNTS = {
  DE: [0, 18],
  AT: [0, 16],
  CH: [0, 17],
  NL: [4, 10],
  GB: [4, 14],
  FR: [0, 23],
  ES: [0, 20],
  BE: [0, 12],
  PL: [0, 24],
  DK: [0, 14],
} as const;
type Country = keyof typeof ACCOUNTS;

export function iban(dice: Dice): Value {
  const country: Country = dice.chance(0.5) ? 'DE' : dice.pick(Object.keys(ACCOUNTS) as Country[]);
  const [letters, digits] = ACCOUNTS[country];
  const account = dice.characters(letters, LETTERS) + dice.characters(digits, DIGITS);
  const value = country + ibanCheckDigits(country, account) + account;
  return grouped(
    value,
    Array.from({ length: Math.ceil(value.length / 4) }, () => 4),
  );
}

/** Visa, Mastercard of both ranges, American Express. */
export function paymentCard(dice: Dice): Value {
  const start = dice.pick(['4', '4', '51', '53', '55', '2221', '2720', '34', '37']);
  const length = start.startsWith('3') ? 15 : 16;
  const body = start + dice.characters(length - 1 - start.length, DIGITS);
  return grouped(body + luhn(body), length === 15 ? [4, 6, 5] : [4, 4, 4, 4]);
}

/** Germany by the usual MOD 11,10, and Austria. */
export function vatId(dice: Dice): Value {
  if (dice.chance(0.25)) return austrianVatId(dice);
  const eight = dice.digits(8);
  const value = eight + mod11And10(eight);
  return grouped(`DE${value}`, [2, 3, 3, 3], dice.chance(0.2) ? ' ' : '');
}

/** Digits times 1 and 2 in turn, digit sums, and 4. */
function austrianVatId(dice: Dice): Value {
  const seven = dice.digits(7);
  const sum = [...seven].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (product > 9 ? product - 9 : product);
  }, 4);
  return grouped(`ATU${seven}${(10 - (sum % 10)) % 10}`, [3, 4, 4]);
}

export function ssn(dice: Dice): Value {
  const area = String(1 + dice.below(898)).padStart(3, '0');
  const value = `${area === '666' ? '667' : area}${dice.digits(2)}${dice.digits(4)}`;
  return grouped(value, [3, 2, 4], '-');
}

export function nino(dice: Dice): Value {
  const prefix = dice.pick(['AB', 'CE', 'EH', 'JK', 'LM', 'PW', 'RX', 'SN', 'TY', 'WK', 'ZR']);
  return grouped(
    prefix + dice.digits(6) + dice.pick(['A', 'B', 'C', 'D']),
    [2, 2, 2, 2, 1],
    dice.chance(0.6) ? ' ' : '',
  );
}

/** Weights 10 … 2, eleven minus the sum modulo eleven; ten is not issued. */
export function nhsNumber(dice: Dice): Value {
  for (;;) {
    const nine = dice.digits(9);
    const sum = [...nine].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return grouped(`${nine}${check}`, [3, 3, 4], dice.chance(0.6) ? ' ' : '');
  }
}

/** Public ranges only. */
export function ipv4(dice: Dice): Value {
  const first = dice.pick([31, 46, 62, 77, 84, 91, 93, 109, 178, 188, 217]);
  const groups = [first, dice.below(256), dice.below(256), 1 + dice.below(254)].map(String);
  return { plain: groups.join('.'), groups };
}

export function ipv6(dice: Dice): Value {
  const hex = (length: number) =>
    dice.characters(1, '123456789abcdef') + dice.characters(length - 1, `${DIGITS}abcdef`);
  const start = dice.pick(['2001', '2003', '2a00', '2a01', '2a02']);
  const groups = dice.chance(0.5)
    ? [start, hex(3), hex(4), hex(4), hex(4), hex(4), hex(3), hex(4)]
    : [start, hex(3), hex(4), '', hex(1 + dice.below(3))];
  const plain = dice.chance(0.3) ? groups.join(':').toUpperCase() : groups.join(':');
  return { plain, groups };
}
