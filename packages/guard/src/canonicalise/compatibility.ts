import type { Decoder, Replacement } from './view.js';

/** Characters that compatibility normalisation (NFKC) leaves alone: a text of these needs no look. */
const STABLE =
  /^[\t-\r\x20-\x7e\xa0-\xa7\xa9\xab-\xae\xb0\xb1\xb6\xb7\xbb\xbf-\u017e\u2010-\u2016\u2018-\u2023\u20ac]*$/;

/**
 * A base character with its marks. At most 30 marks belong to it, as in the stream-safe text format (UAX #15): ordering
 * a storm of marks costs the square of its length.
 */
const CLUSTER = /[^\p{M}]\p{M}{0,30}|\p{M}{1,30}/gu;

/** Unicode compatibility normalisation (NFKC): full width, mathematical letters, ligatures, circled letters. */
export const compatibility: Decoder = {
  layer: 'nfkc',
  decode: (text) => {
    if (STABLE.test(text)) return [];
    const changes: Replacement[] = [];
    for (const match of text.matchAll(CLUSTER)) {
      const cluster = match[0];
      if (cluster.length === 1 && cluster < '\x80') continue;
      const normal = cluster.normalize('NFKC');
      if (normal !== cluster) changes.push({ start: match.index, end: match.index + cluster.length, text: normal });
    }
    return changes;
  },
};
