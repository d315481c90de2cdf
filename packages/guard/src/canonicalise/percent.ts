import { readableBytes } from './readable.js';
import type { Decoder, Replacement } from './view.js';

const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

/** Percent encoding of URLs, in whole or in part. */
export const percent: Decoder = {
  layer: 'percent',
  decode: (text) => {
    if (!text.includes('%')) return [];
    return Array.from(text.matchAll(ESCAPES)).flatMap((match): Replacement[] => {
      const plain = readableBytes(Buffer.from(match[0].replaceAll('%', ''), 'hex'));
      return plain === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, text: plain }];
    });
  },
};
