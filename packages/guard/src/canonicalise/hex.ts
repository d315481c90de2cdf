import { looksLikeLanguage, readableBytes } from './readable.js';
import type { Decoder, Replacement } from './view.js';

/** Bytes in hexadecimal: bare, spaced, with `0x`, `\x` or `%`-less colons between them. */
const BYTES = /(?<![0-9a-z])(?:(?:0x|\\x)?[0-9a-f]{2}[ ,:]?){6,}(?![0-9a-z])/gi;
/** JavaScript and JSON escapes. */
const ESCAPES = /(?:\\u[0-9a-f]{4}){1,}/gi;

/** Hexadecimal bytes and `\u` escapes. */
export const hex: Decoder = {
  layer: 'hex',
  decode: (text) => {
    const found: Replacement[] = [];
    for (const match of text.matchAll(BYTES)) {
      const plain = readableBytes(Buffer.from(match[0].replace(/0x|\\x|[ ,:]/gi, ''), 'hex'));
      if (plain !== undefined && looksLikeLanguage(plain))
        found.push({ start: match.index, end: match.index + match[0].length, text: `\n${plain}\n` });
    }
    if (text.includes('\\u'))
      for (const match of text.matchAll(ESCAPES)) {
        const codes = match[0].slice(2).split(/\\u/i);
        const plain = String.fromCharCode(...codes.slice(0, 4096).map((code) => Number.parseInt(code, 16)));
        found.push({ start: match.index, end: match.index + match[0].length, text: plain });
      }
    return found.sort((a, b) => a.start - b.start);
  },
};
