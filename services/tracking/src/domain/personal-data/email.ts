import { REDACTED } from './redacted.js';

/** Plain, percent-encoded (`%40`) and written around filters: `anna (at) example.org`, `anna [dot] b`. */
const PLAIN = /[^\s@/?&=<>"'()[\]{},;:|]{1,64}(?:@|%40)[^\s@/?&=<>"'()[\]{},;:|%]{1,255}\.\p{L}{2,24}/giu;
const WRITTEN_OUT =
  /[\w.+-]{1,64}\s{0,2}[([{]\s{0,2}(?:at|ät)\s{0,2}[)\]}]\s{0,2}[\w.-]{1,128}(?:\.|\s{0,2}[([{]\s{0,2}(?:dot|punkt)\s{0,2}[)\]}]\s{0,2})\p{L}{2,24}/giu;

/** Replaces e-mail addresses (RFC 5322 addr-spec as people write it). */
export function redactEmails(text: string): string {
  const isPlain = text.includes('@') || text.includes('%40');
  const plain = isPlain ? text.replace(PLAIN, REDACTED) : text;
  return /[([{]\s{0,2}[aä]t/i.test(plain) ? plain.replace(WRITTEN_OUT, REDACTED) : plain;
}
