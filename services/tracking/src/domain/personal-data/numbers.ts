import { REDACTED } from './redacted.js';
import type { Redact } from './redactor.js';

/** Shorter numbers are quantities, prices and years before they are anybody's id. */
const MIN_ID_DIGITS = 5;

/** Names of fields that may hold a telephone number; compared without case, hyphens and underscores. Fields that always do are left out. */
const PHONE_NAMES = new Set(
  [
    'contact contactnumber contactphone tel telno telnr phoneno phonenr mobilenumber cell faxnumber',
    'rückruf rueckruf callback callbacknumber caller callerid callee recipient whatsapp whatsappnumber msisdn sms smsnumber',
  ].flatMap((line) => line.split(' ')),
);
/** Country code and subscriber, at most 15 digits (ITU-T E.164). */
const PHONE = /^[1-9]\d{7,14}$/;
/** Milliseconds since 1970, until 2033. */
const TIME = /^1\d{12}$/;
/** A German mobile number with its country code: few other numbers look so, but articles from Japan do. */
const GERMAN_MOBILE = /^491[5-7]\d{8,9}$/;

/**
 * A number, or what is put in its place where it names a person: the id of the person, a payment card, a telephone number.
 * Any number may be one by chance, so only whole numbers are looked at, by all of their digits, and a telephone number by the
 * field that it stands in.
 */
export function redactNumber(value: number, field: string, redact: Redact): number | string {
  if (!Number.isInteger(value) || Math.abs(value) < 10 ** (MIN_ID_DIGITS - 1)) return value;
  const digits = String(Math.abs(value));
  if (redact(digits) === REDACTED || isPhone(digits, field)) return REDACTED;
  return value;
}

/** Whether a run of digits is a telephone number, by the field that it stands in or by itself. */
function isPhone(digits: string, field: string): boolean {
  if (!PHONE.test(digits) || TIME.test(digits)) return false;
  if (PHONE_NAMES.has(field.toLowerCase().replace(/[-_\s]/g, ''))) return true;
  return GERMAN_MOBILE.test(digits) && !isArticleNumber(digits);
}

/** GTIN-13 with a right check digit. */
function isArticleNumber(digits: string): boolean {
  if (digits.length !== 13) return false;
  let sum = 0;
  for (let index = 0; index < 13; index++) sum += Number(digits[index]) * (index % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}
