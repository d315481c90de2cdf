import { REDACTED } from './redacted.js';

const IBAN = /(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![A-Z0-9])/gi;
/** Fifteen or sixteen digits that begin as the large card schemes do (ISO/IEC 7812): shorter ones are article numbers. */
const CARD =
  /(?<!\d)(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|5\d{2}))(?:[ -]?\d{4}){3}(?!\d)|(?<!\d)3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?!\d)/g;

/** Replaces bank accounts (ISO 13616, check digits) and payment cards (Luhn). */
export function redactAccountNumbers(text: string): string {
  return text
    .replace(CARD, (found) => (isLuhnValid(found.replace(/\D/g, '')) ? REDACTED : found))
    .replace(IBAN, redactIban);
}

/** The pattern may reach into the next word: the longest beginning with right check digits is the account. */
function redactIban(found: string): string {
  const ends = [...found.matchAll(/[A-Z0-9](?=[ -]|$)/gi)].map(({ index }) => index + 1).reverse();
  const end = ends.find((candidate) => isIbanValid(found.slice(0, candidate)));
  return end === undefined ? found : REDACTED + found.slice(end);
}

/** ISO 7064 MOD 97-10 over the rearranged account. */
function isIbanValid(text: string): boolean {
  const plain = text.replace(/[ -]/g, '').toUpperCase();
  if (plain.length < 15 || plain.length > 34) return false;
  let remainder = 0;
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
