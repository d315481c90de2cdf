/** A stretch of a text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const BEGIN = /-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----/g;
/** Longest key that is looked for: RSA with 16,384 bits has some 13,000 characters. */
const MAX_LENGTH = 16_384;
/** Armour without an end: what can be part of it. */
const ARMOUR = /^[A-Za-z0-9+/=\s\\:,-]*/;

/** Private keys in PEM (RFC 7468) and OpenPGP armour; one that breaks off counts as far as it goes. */
export function* privateKeys(text: string): Generator<Stretch> {
  let from = 0;
  for (const { index, 0: begin, 1: label = '' } of text.matchAll(BEGIN)) {
    if (index < from) continue;
    const rest = text.slice(index + begin.length, index + MAX_LENGTH);
    const end = `-----END ${label}-----`;
    const found = rest.indexOf(end);
    const length = found < 0 ? (ARMOUR.exec(rest)?.[0].trimEnd().length ?? 0) : found + end.length;
    // The words alone are a manual, not a key.
    if (found < 0 && length < 40) continue;
    from = index + begin.length + length;
    yield { start: index, end: from };
  }
}
