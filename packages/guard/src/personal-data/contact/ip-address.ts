import type { Candidate } from '../candidate.js';
import { scoreOf } from '../codes/score.js';
import type { Reading } from '../reading/reading.js';
import type { Token } from '../reading/tokens.js';

export const ipCues = ['ip', 'ip adresse*', 'ip address*', 'ipv4*', 'ipv6*', 'client ip', 'host', 'server'];

const DOT = /^(?:\.|\s?[([{]\s?(?:\.|dot|punkt)\s?[)\]}]\s?| (?:dot|punkt) )$/i;
const OCTET = /^(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/;

/** IPv4 in four decimal octets, also with `[.]` and "dot"; versions of programs are told apart by what stands before. */
export function* findIpv4({ text, tokens, context }: Reading): Generator<Candidate> {
  for (let index = 0; index < tokens.length - 3; index++) {
    const first = tokens[index];
    if (
      !first ||
      !OCTET.test(first.code) ||
      /[\p{L}\d][./-]$/u.test(text.slice(Math.max(0, first.start - 2), first.start))
    )
      continue;
    const last = lastOctet(text, tokens, index);
    if (!last || /^\.?[/-]?\d|^[-\w]/.test(text.slice(last.end, last.end + 2))) continue;
    yield {
      type: 'ipv4',
      start: first.start,
      end: last.end,
      score: scoreOf({ alone: 0.8, announced: 0.98 }, context.evidence('ipv4', first.start, last.end)),
    };
  }
}

function lastOctet(text: string, tokens: readonly Token[], first: number): Token | undefined {
  let index = first;
  for (let octets = 1; octets < 4; octets++) {
    const [token, next, beyond] = [tokens[index], tokens[index + 1], tokens[index + 2]];
    if (!token || !next) return undefined;
    const isDirect = next.start - token.end <= 5 && DOT.test(text.slice(token.end, next.start));
    const isWorded =
      !isDirect &&
      beyond !== undefined &&
      beyond.start - token.end <= 12 &&
      DOT.test(text.slice(token.end, beyond.start));
    if (!isDirect && !isWorded) return undefined;
    index += isDirect ? 1 : 2;
    if (!OCTET.test(tokens[index]?.code ?? '')) return undefined;
  }
  return tokens[index];
}

/** Longest writing: eight groups of four, or six and an IPv4 address. */
const MAX_IPV6 = 45;
const IPV6_CHARACTER = /[0-9a-fA-F:.]/;

/** IPv6 (RFC 4291), shortened or whole. */
export function* findIpv6({ text, context }: Reading): Generator<Candidate> {
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at)) {
    let start = at;
    while (start > 0 && at - start <= MAX_IPV6 && IPV6_CHARACTER.test(text[start - 1] ?? '')) start -= 1;
    let end = at;
    while (end < text.length && end - at <= MAX_IPV6 && IPV6_CHARACTER.test(text[end] ?? '')) end += 1;
    const run = text.slice(start, end);
    const trimmed = run
      .replace(/^\.+|[.]+$/g, '')
      .replace(/([^:]):$/, '$1')
      .replace(/^:([^:])/, '$1');
    const offset = start + run.indexOf(trimmed);
    const isPart =
      /[\p{L}\d_]/u.test(text[offset - 1] ?? ' ') || /[\p{L}\d_]/u.test(text[offset + trimmed.length] ?? ' ');
    if (!isPart && isIpv6(trimmed)) {
      yield {
        type: 'ipv6',
        start: offset,
        end: offset + trimmed.length,
        score: scoreOf({ alone: 0.95, announced: 0.99 }, context.evidence('ipv6', offset, offset + trimmed.length)),
      };
    }
    at = Math.max(end, at + 1);
  }
}

function isIpv6(text: string): boolean {
  if (text.length < 4 || text.length > MAX_IPV6) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const embedded = groups.at(-1)?.includes('.') ?? false;
  const isGroup = (group: string, index: number) =>
    embedded && index === groups.length - 1
      ? group.split('.').length === 4 && group.split('.').every((octet) => OCTET.test(octet))
      : /^[0-9a-f]{1,4}$/i.test(group);
  const count = groups.length + Number(embedded);
  // "::1" is every machine, and two groups without a third are a time.
  return groups.every(isGroup) && (halves.length === 2 ? count >= 2 && count <= 7 : count === 8);
}
