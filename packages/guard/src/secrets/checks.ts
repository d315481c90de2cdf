import { crc32 } from './crc32.js';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Tokens of GitHub and npm end in six base 62 digits: the CRC-32 of the thirty characters before (GitHub's announcement of 2021). */
export function hasChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  let [rest, digits] = [crc32(body.slice(0, -6)), ''];
  for (let place = 0; place < 6; place++) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits === body.slice(-6);
}

/** Whether the first part of a JSON web token is a JOSE header (RFC 7515). */
export function isJsonWebToken(token: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null && 'alg' in header;
  } catch {
    return false;
  }
}

/** Bits for each character (Shannon). */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

const PLACEHOLDER =
  /^(?:x+|\*+|•+|\.+|_+|-+|<.*>|\[.*\]|\{.*\}|\$\{?\w+\}?|%\w+%|process\.env.*|your[-_ ]?.*|dein[-_ ]?.*|ihr[-_ ]?.*|changeme|example|beispiel|placeholder|redacted|secret|password|passwort|token|null|none|undefined|true|false|string|required|optional|todo)$/i;

/** What stands where a secret would stand, in manuals and templates. */
export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text);

/** A word or two of prose is no password; something with digits or signs among the letters may be. */
export function looksChosen(text: string): boolean {
  if (isPlaceholder(text)) return false;
  const kinds = [/[a-zäöüß]/, /[A-ZÄÖÜ]/, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(text)).length;
  const isProse = /^\p{L}+[.,;:!?)]*$/u.test(text);
  return !isProse && kinds >= 2 && /\p{L}/u.test(text) && !/^\d+(?:[.,]\d+)?[\p{L}%€$]{0,5}[.,]?$/u.test(text);
}
