import type { Decoder, Replacement } from './view.js';

/**
 * Characters without a width of their own: format characters (zero-width, bidi controls, soft hyphen, tags), variation
 * selectors, Hangul and Khmer fillers, and control characters that are no white space.
 */
const INVISIBLE = /(?:[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]|(?![\t\n\v\f\r\u0085])\p{Cc})+/gu;

/** Removes what cannot be seen. */
export const invisible: Decoder = {
  layer: 'invisible',
  decode: (text) => {
    if (!INVISIBLE_OUTSIDE_ASCII.test(text)) return [];
    return Array.from(
      text.matchAll(INVISIBLE),
      (match): Replacement => ({
        start: match.index,
        end: match.index + match[0].length,
        text: '',
      }),
    );
  },
};
const INVISIBLE_OUTSIDE_ASCII = /[^\t\n\v\f\r\x20-\x7e\x85\xa0-\xac\xae-\u02ff\u2010-\u2027\u20ac]/;

/** A flag of a region (Scotland, Texas …) is a black flag with tag characters: the one lawful use of them. */
const TAGS = /(\u{1f3f4})?([\u{e0020}-\u{e007e}]+)\u{e007f}?/gu;

/** Reads text written in the tag block U+E0000–E007F, which copies ASCII invisibly. */
export const tags: Decoder = {
  layer: 'tags',
  decode: (text) => {
    if (!text.includes('\udb40')) return [];
    return Array.from(text.matchAll(TAGS))
      .filter(([, flag, run = '']) => flag === undefined || run.length > 2 * 6)
      .map((match): Replacement => {
        const [whole, flag = '', run = ''] = match;
        const start = match.index + flag.length;
        const plain = Array.from(run, (tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000)).join('');
        return { start, end: match.index + whole.length, text: `\n${plain}\n` };
      });
  },
};

const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{4,}/gu;

/** Reads bytes hidden in a run of variation selectors: U+FE00–FE0F are 0–15, U+E0100–E01EF are 16–255. */
export const variationSelectors: Decoder = {
  layer: 'variation-selectors',
  decode: (text) => {
    if (!/[\ufe00-\ufe0f\udb40]/.test(text)) return [];
    return Array.from(text.matchAll(SELECTORS)).flatMap((match): Replacement[] => {
      const bytes = Uint8Array.from(match[0], (selector) => {
        const code = selector.codePointAt(0) ?? 0;
        return code < 0xe0100 ? code - 0xfe00 : code - 0xe0100 + 16;
      });
      const plain = new TextDecoder().decode(bytes);
      return [{ start: match.index, end: match.index + match[0].length, text: `\n${plain}\n` }];
    });
  },
};
