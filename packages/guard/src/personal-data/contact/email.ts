import type { Candidate } from '../candidate.js';
import type { Reading } from '../reading/reading.js';
import type { Token } from '../reading/tokens.js';

/** Lengths of RFC 5321: longer ones are no addresses. */
const MAX_LOCAL = 64;
const MAX_HOST = 253;
const MAX_LABELS = 10;

/** What stands for "@": the sign, brackets around "at", or "at" as a word. */
const AT_SIGN = /^\s{0,2}(?:@|%40)\s{0,2}$/;
const AT_BRACKETED = /^\s{0,2}(?:[([{<]\s?|_|-)(?:at|ät|aet|a|@)(?:\s?[)\]}>]|_|-)\s{0,2}$/i;
const AT_WORD = /^ (?:at|ät|aet|klammeraffe) $/i;
/** What stands for "." in a host or a local part. */
const DOT = /^\.$/;
const DOT_SPELLED = /^(?:\s{0,2}[([{<]\s?(?:dot|punkt|\.)\s?[)\]}>]\s{0,2}| (?:dot|punkt) | ?_(?:dot|punkt)_ ?)$/i;
const DOT_SPACED = /^ ?\. ?$/;
const LOCAL_JOINT = /^(?:[._+-]{1,2}|%2B)$/;
const TOP_LEVEL = /^[a-z\u00e4-\u00fc]{2,24}$/;

export const emailCues = ['e mail*', 'email*', 'mail', 'mailadresse*', 'mail adresse', 'mail address', 'emailadresse*'];

/** E-mail addresses (RFC 5321), as they are and written around filters: `anna (at) example punkt org`. */
export function* findEmails({ text, tokens }: Reading): Generator<Candidate> {
  for (let index = 0; index < tokens.length - 1; index++) {
    const at = atBehind(text, tokens, index);
    if (!at) continue;
    const host = hostFrom(text, tokens, at.next, at.kind);
    if (!host) continue;
    const start = localStart(text, tokens, index, host.isSpelled);
    yield {
      type: 'email',
      start,
      end: host.end,
      score: at.kind === 'sign' ? 0.98 : at.kind === 'bracketed' ? 0.95 : 0.8,
    };
  }
}

type AtKind = 'sign' | 'bracketed' | 'word';

/** The "@" behind a token, and the token behind it. */
function atBehind(text: string, tokens: readonly Token[], index: number): { kind: AtKind; next: number } | undefined {
  const [token, next, after] = [tokens[index], tokens[index + 1], tokens[index + 2]];
  if (!token || !next) return undefined;
  const gap = next.start - token.end;
  // Local parts may end in a sign: "anna_@…".
  if (gap <= 6 && AT_SIGN.test(text.slice(token.end, next.start).replace(/^[._+-]+/, '')))
    return { kind: 'sign', next: index + 1 };
  if (next.lower === '40' || next.lower.startsWith('40')) return undefined;
  if (!after || next.end - next.start > 11 || after.start - token.end > 18) return undefined;
  const between = text.slice(token.end, after.start);
  if (AT_BRACKETED.test(between)) return { kind: 'bracketed', next: index + 2 };
  return AT_WORD.test(between) ? { kind: 'word', next: index + 2 } : undefined;
}

/** The host that begins at a token: labels with dots between, the last of them letters. */
function hostFrom(
  text: string,
  tokens: readonly Token[],
  first: number,
  kind: AtKind,
): { end: number; isSpelled: boolean } | undefined {
  const start = tokens[first]?.start ?? 0;
  let [end, isSpelled, index]: [number | undefined, boolean, number] = [undefined, false, first];
  for (let labels = 1; labels < MAX_LABELS; ) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    const beyond = tokens[index + 2];
    if (!token || !next) break;
    const direct = text.slice(token.end, Math.min(next.start, token.end + 10));
    // "example punkt org": the word stands as a token of its own.
    const worded = beyond && beyond.start - token.end <= 14 ? text.slice(token.end, beyond.start) : '';
    const spelledWord = beyond !== undefined && DOT_SPELLED.test(worded);
    const spelledSign = !spelledWord && DOT_SPELLED.test(direct);
    const isDot =
      DOT.test(direct) ||
      (kind === 'sign' &&
        DOT_SPACED.test(direct) &&
        next.kind === 'letters' &&
        !/^\p{Lu}/u.test(text.slice(next.start)));
    if (direct === '-') index += 1;
    else if (spelledWord || spelledSign || isDot) {
      const label = spelledWord ? beyond : next;
      isSpelled ||= spelledWord || spelledSign;
      if (label.end - start > MAX_HOST) break;
      index += spelledWord ? 2 : 1;
      labels += 1;
      if (TOP_LEVEL.test(label.lower)) end = label.end;
    } else break;
  }
  // "meet me at example.org" is prose: a bare "at" needs a dot that is spelled out, too.
  return end === undefined || (kind === 'word' && !isSpelled) ? undefined : { end, isSpelled };
}

/** Where the local part that ends with a token begins. */
function localStart(text: string, tokens: readonly Token[], last: number, isSpelled: boolean): number {
  const end = tokens[last]?.end ?? 0;
  let start = tokens[last]?.start ?? 0;
  for (let index = last; index > 0; ) {
    const [token, previous, beyond] = [tokens[index], tokens[index - 1], tokens[index - 2]];
    if (!token || !previous || end - previous.start > MAX_LOCAL) break;
    const direct = text.slice(Math.max(previous.end, token.start - 10), token.start);
    const worded = beyond && token.start - beyond.end <= 14 ? text.slice(beyond.end, token.start) : '';
    if (LOCAL_JOINT.test(direct) || (isSpelled && DOT_SPELLED.test(direct)))
      [index, start] = [index - 1, previous.start];
    else if (beyond && end - beyond.start <= MAX_LOCAL && DOT_SPELLED.test(worded))
      [index, start] = [index - 2, beyond.start];
    else break;
  }
  return start;
}
