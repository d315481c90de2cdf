import { isIPv4, isIPv6 } from 'node:net';
import { kindOfField } from './personal-data/field-names.js';
import { redactNumber } from './personal-data/numbers.js';
import { REDACTED } from './personal-data/redacted.js';
import type { Redact } from './personal-data/redactor.js';

/** Query parameters that may stay in a URL. All others go; click ids have a field of their own, where they are allowed. */
const ALLOWED_PARAMETERS = new Set([
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'utm_id',
  'q',
  'page',
  'category',
]);

/** Bounds of what is kept of free fields. */
const MAX_DEPTH = 6;
const MAX_ENTRIES = 200;
const MAX_TEXT = 2_048;

/** Words below which a path names its section and not a member. */
const SECTIONS =
  /^(?:login|logout|signin|signup|register|registrieren|anmelden|settings|einstellungen|orders|bestellungen|overview|me|new|edit|index|search|list|all)(?:\.\w+)?$/i;
const OWNERS = 'u|users?|profiles?|profil|members?|mitglied(?:er)?|kunden?|customers?|accounts?|konto';
const MEMBER = new RegExp(`(/(?:${OWNERS})/)([^/?#]+)`, 'gi');
/** Most paths hold none, and to ask is a tenth of replacing nothing. */
const HAS_MEMBER = new RegExp(MEMBER.source, 'i');

/** A web address without what names a person. */
export interface MinimisedUrl {
  readonly url: string;
  readonly host: string;
}

/** A web address without credentials, fragment and parameters that are not on the list; `undefined` where it is none. */
export function minimiseUrl(text: string | undefined, redact: Redact): MinimisedUrl | undefined {
  const parsed = text === undefined ? null : URL.parse(text);
  if (!parsed) return undefined;
  // Every change has the whole address parsed anew, and most have none of these.
  if (parsed.href.includes('@')) {
    parsed.username = '';
    parsed.password = '';
  }
  if (parsed.href.includes('#')) parsed.hash = '';
  if (parsed.search !== '') reduceQuery(parsed, redact);
  const { href, hostname } = parsed;
  return { url: redactEncoded(minimisePath(href), redact).slice(0, MAX_TEXT), host: redact(hostname) };
}

/**
 * Removes parameters that are not on the list; a query of which all may stay is left as it was sent. Values are redacted as
 * people read them: encoded, `+49 30…` would not look like a number.
 */
function reduceQuery(address: URL, redact: Redact): void {
  // A list of its own, because every change of the address's has the address parsed anew.
  const parameters = new URLSearchParams(address.search);
  let isReduced = false;
  for (const [name, value] of [...parameters]) {
    const isAllowed = ALLOWED_PARAMETERS.has(name.toLowerCase());
    if (isAllowed && redact(value) === value) continue;
    isReduced = true;
    if (isAllowed) parameters.set(name, REDACTED);
    else parameters.delete(name);
  }
  if (isReduced) address.search = parameters.toString();
}

/** An address stays as it was sent unless something in it has to go. */
function redactEncoded(address: string, redact: Redact): string {
  if (!address.includes('%')) return redact(address);
  const encoded = address.replaceAll('%40', '@').replaceAll('%5Bredacted%5D', REDACTED);
  const readable = decode(encoded);
  const redacted = redact(readable);
  return redacted === readable ? encoded : redacted;
}

function decode(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** Addresses that hold parameters, a fragment or credentials, within a text. */
const ADDRESSES = /https?:\/\/[^\s"'<>\\]*[?#@][^\s"'<>\\]*/gi;

/** A text that may be an address or hold some, which lose what the address of a page loses. */
export function minimiseText(text: string, redact: Redact): string {
  if (!text.includes('://')) return redact(text);
  return redact(text.replace(ADDRESSES, (address) => minimiseUrl(address, redact)?.url ?? address));
}

/** A path, or an address, in which the segment behind "user", "Kunde" and the like no longer says which one. */
export function minimisePath(path: string): string {
  if (!HAS_MEMBER.test(path)) return path;
  return path.replace(MEMBER, (found, before: string, segment: string) =>
    SECTIONS.test(segment) ? found : `${before}${REDACTED}`,
  );
}

/** An address that no longer names a household: IPv4 without its last octet, IPv6 without its last 80 bits. */
export function truncateIp(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const mapped = address.startsWith(':') ? address.replace(/^::ffff:(?=\d+\.)/i, '') : address;
  if (isIPv4(mapped)) return `${mapped.slice(0, mapped.lastIndexOf('.'))}.0`;
  if (!isIPv6(address)) return undefined;
  const [head = '', tail] = (address.split('%')[0] as string).split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  const full = [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail ? tail.split(':') : [])];
  return `${full.slice(0, 3).join(':')}::`;
}

/** How far free fields are to be reduced. */
export interface FieldTerms {
  readonly redact: Redact;
  /** Whether ids of clicks may stay: they name one click of one person. */
  readonly mayMeasure: boolean;
}

/** Free fields, bounded and without what names a person. What is left out by a bound is counted under `$omitted`. */
export function minimiseProperties(
  given: Readonly<Record<string, unknown>>,
  { redact, mayMeasure }: FieldTerms,
): Record<string, unknown> {
  let left = MAX_ENTRIES;
  let omitted = 0;
  const visit = (value: unknown, depth: number, field: string): unknown => {
    if (typeof value === 'string') return minimiseText(value.slice(0, MAX_TEXT), redact);
    if (typeof value === 'number') return redactNumber(value, field, redact);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= MAX_DEPTH) {
      omitted += 1;
      return null;
    }
    if (Array.isArray(value)) return take(value).map((entry) => visit(entry, depth + 1, field));
    const kept = Object.entries(value).filter(([name]) => mayKeep(name));
    // Assigning "__proto__" to a plain object would change its prototype instead of adding a field.
    return Object.fromEntries(
      take(kept).map(([name, entry]) => [redact(name.slice(0, 128)), visit(entry, depth + 1, name)]),
    );
  };
  const mayKeep = (name: string): boolean => {
    const kind = kindOfField(name);
    return kind === 'other' || (kind === 'click-id' && mayMeasure);
  };
  const take = <Entry>(entries: readonly Entry[]): readonly Entry[] => {
    const taken = entries.slice(0, Math.max(left, 0));
    left -= taken.length;
    omitted += entries.length - taken.length;
    return taken;
  };
  const result = visit(given, 0, '') as Record<string, unknown>;
  return omitted > 0 ? { ...result, $omitted: omitted } : result;
}
