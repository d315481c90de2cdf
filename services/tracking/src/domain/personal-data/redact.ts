import { redactCards, redactIbans } from './account-number.js';
import { redactEmails } from './email.js';
import { redactIpv4Addresses, redactIpv6Addresses } from './ip-address.js';
import { redactPhones } from './phone.js';
import { redactIntroducedNames } from './salutation.js';

/** Fewest digits of each: of a payment card in one piece, of a telephone number likewise, of an account (the Netherlands). */
const MIN_CARD_DIGITS = 15;
const MIN_PHONE_DIGITS = 8;
const MIN_IBAN_DIGITS = 12;
/** Dots of an IPv4 address. */
const MIN_DOTS = 3;

/**
 * Replaces what names a person whatever person that is: e-mail addresses, telephone numbers, IP addresses, bank accounts,
 * payment cards and introduced names. One pass over the characters decides which patterns can match at all, so that
 * ordinary texts cost next to nothing.
 */
export function redactPersonalData(text: string): string {
  const seen = look(text);
  let result = text;
  if (seen.at || seen.bracket) result = redactEmails(result);
  if (seen.longestNumber >= MIN_CARD_DIGITS) result = redactCards(result);
  if (seen.digits >= MIN_IBAN_DIGITS) result = redactIbans(result);
  if (seen.dotsInNumbers >= MIN_DOTS) result = redactIpv4Addresses(result);
  if (seen.colons > 1) result = redactIpv6Addresses(result);
  if (seen.longestNumber >= MIN_PHONE_DIGITS) result = redactPhones(result);
  return seen.space ? redactIntroducedNames(result) : result;
}

/** What tells which patterns can match. `longestNumber` = most digits with nothing between them but what people write there. */
function look(text: string) {
  let [digits, dotsInNumbers, colons, inNumber, longestNumber] = [0, 0, 0, 0, 0];
  let [at, bracket, space, wasDigit] = [false, false, false, false];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      digits += 1;
      inNumber += 1;
      if (inNumber > longestNumber) longestNumber = inNumber;
      wasDigit = true;
      continue;
    }
    if (!standsInNumbers(code)) inNumber = 0;
    if (code === 46 && wasDigit) dotsInNumbers += 1;
    else if (code === 58) colons += 1;
    else if (code === 64 || code === 37) at = true;
    else if (code === 40 || code === 91 || code === 123) bracket = true;
    else if (code === 32 || code === 160) space = true;
    wasDigit = false;
  }
  return { digits, dotsInNumbers, colons, longestNumber, at, bracket, space };
}

/** `(`, `)`, `+`, `-`, `.`, `/` and white space; of what is not ASCII everything, because much of it is white space too. */
function standsInNumbers(code: number): boolean {
  return (code >= 40 && code <= 47 && code !== 42 && code !== 44) || code <= 32 || code > 127;
}
