import { redactAccountNumbers } from './account-number.js';
import { redactEmails } from './email.js';
import { redactIpAddresses } from './ip-address.js';
import { redactPhones } from './phone.js';
import { redactIntroducedNames } from './salutation.js';

/** Fewest digits of anything below that is made of them: an IPv4 address such as 1.1.1.1 has four. */
const MIN_DIGITS = 4;

/**
 * Replaces what names a person whatever person that is: e-mail addresses, telephone numbers, IP addresses, bank accounts,
 * payment cards and introduced names. One pass over the characters decides which patterns can match at all, so that
 * ordinary texts cost next to nothing.
 */
export function redactPersonalData(text: string): string {
  const seen = look(text);
  let result = text;
  if (seen.at || seen.bracket) result = redactEmails(result);
  if (seen.digits >= MIN_DIGITS) {
    if (seen.digits > 14) result = redactAccountNumbers(result);
    if (seen.dots > 2 || seen.colons > 1) result = redactIpAddresses(result);
    if (seen.digits > 6) result = redactPhones(result);
  } else if (seen.colons > 1) result = redactIpAddresses(result);
  return seen.space ? redactIntroducedNames(result) : result;
}

function look(text: string) {
  let [digits, dots, colons] = [0, 0, 0];
  let [at, bracket, space] = [false, false, false];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) digits += 1;
    else if (code === 46) dots += 1;
    else if (code === 58) colons += 1;
    else if (code === 64 || code === 37) at = true;
    else if (code === 40 || code === 91 || code === 123) bracket = true;
    else if (code === 32 || code === 160) space = true;
  }
  return { digits, dots, colons, at, bracket, space };
}
