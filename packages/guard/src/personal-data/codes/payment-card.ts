import { isLuhn } from '../check-digits/luhn.js';
import type { CodeType } from './code-type.js';

/** Visa, Mastercard, American Express, Diners, Discover, JCB, Maestro and UnionPay by their first digits (ISO/IEC 7812), with their lengths. */
const SCHEMES =
  '4\\d{15}|5[1-5]\\d{14}|2(?:2(?:2[1-9]|[3-9]\\d)|[3-6]\\d{2}|7(?:[01]\\d|20))\\d{12}|3[47]\\d{13}|3(?:0[0-5]|[68]\\d)\\d{11}|6(?:011|4[4-9]\\d|5\\d{2})\\d{12}|35(?:2[89]|[3-8]\\d)\\d{12}|6(?:759|304|763)\\d{12}|62\\d{14}';

/** Numbers of payment cards. */
export const paymentCard: CodeType = {
  type: 'payment-card',
  lengths: [14, 15, 16],
  shape: new RegExp(`^(?:${SCHEMES})$`),
  check: isLuhn,
  right: ({ characters, groups }) => {
    const isGrouped = ['4,4,4,4', '4,6,5', '4,6,4'].includes(groups.join(','));
    const alone = isGrouped ? 0.92 : characters.length === 14 ? 0.4 : 0.82;
    return { alone, announced: 0.99 };
  },
  wrong: { alone: 0.05, announced: 0.6 },
  cues: [
    'kreditkarte*',
    'kartennummer*',
    'karten nr',
    'zahlungskarte*',
    'visa*',
    'mastercard*',
    'amex',
    'american express',
    'credit card*',
    'debit card*',
    'payment card*',
    'card number',
    'card no',
    'karte',
    'card',
  ],
};
