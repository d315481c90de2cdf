import { isIPv4, isIPv6 } from 'node:net';

/** Query parameters that may stay in a URL: campaign parameters and click ids. All others go. */
const ALLOWED_PARAMETERS = new Set(
  ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'utm_id', 'gclid', 'wbraid', 'gbraid'].concat(
    ['dclid', 'fbclid', 'msclkid', 'ttclid', 'li_fat_id', 'twclid', 'q', 'page', 'category'],
  ),
);

/** Properties and traits that name a person by themselves; compared without case, hyphens and underscores. */
const PERSONAL_NAMES = new Set(
  ['email', 'emailaddress', 'mail', 'phone', 'phonenumber', 'mobile', 'telephone', 'name', 'firstname', 'lastname']
    .concat(['fullname', 'surname', 'givenname', 'familyname', 'username', 'login', 'password', 'address', 'street'])
    .concat(['postcode', 'postalcode', 'zip', 'zipcode', 'birthday', 'birthdate', 'dateofbirth', 'ssn', 'iban'])
    .concat(['userid', 'anonymousid', 'deviceid', 'advertisingid', 'previousid', 'ip', 'ipaddress', 'avatar', 'token']),
);

const EMAIL = /[^\s@/?&=<>"']{1,64}@[^\s@/?&=<>"']{1,255}\.[a-z]{2,}/gi;
const REDACTED = '[redacted]';

/** Bounds of what is kept of free fields. */
const MAX_DEPTH = 6;
const MAX_ENTRIES = 200;
const MAX_TEXT = 2_048;

/** Removes what looks like an e-mail address, or is one of the given raw identifiers. */
export type Redact = (text: string) => string;

/** Redactor for one event: its own raw identifiers never survive in any field. */
export function createRedactor(rawIdentifiers: readonly string[]): Redact {
  // Very short identifiers would tear ordinary words apart; as whole values they still go.
  const long = rawIdentifiers.filter((value) => value.length >= 6);
  const whole = new Set(rawIdentifiers);
  return (text) => {
    if (whole.has(text)) return REDACTED;
    let result = text.includes('@') ? text.replace(EMAIL, REDACTED) : text;
    for (const value of long) if (result.includes(value)) result = result.replaceAll(value, REDACTED);
    return result;
  };
}

/** A web address without what names a person. */
export interface MinimisedUrl {
  readonly url: string;
  readonly host: string;
}

/** A web address without credentials, fragment and parameters that are not on the list; `undefined` where it is none. */
export function minimiseUrl(text: string | undefined, redact: Redact): MinimisedUrl | undefined {
  const parsed = text === undefined ? null : URL.parse(text);
  if (!parsed) return undefined;
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  if (parsed.search !== '') {
    for (const name of [...parsed.searchParams.keys()]) {
      if (!ALLOWED_PARAMETERS.has(name.toLowerCase())) parsed.searchParams.delete(name);
    }
  }
  return { url: redact(decodeSafely(parsed.href)).slice(0, MAX_TEXT), host: redact(parsed.hostname) };
}

/** An address that no longer names a household: IPv4 without its last octet, IPv6 without its last 80 bits. */
export function truncateIp(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(mapped)) return mapped.replace(/\d+$/, '0');
  if (!isIPv6(address)) return undefined;
  const [head = '', tail] = (address.split('%')[0] as string).split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  const full = [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail ? tail.split(':') : [])];
  return `${full.slice(0, 3).join(':')}::`;
}

/** Free fields, bounded and without what names a person. What is left out by a bound is counted under `$omitted`. */
export function minimiseProperties(given: Readonly<Record<string, unknown>>, redact: Redact): Record<string, unknown> {
  let left = MAX_ENTRIES;
  let omitted = 0;
  const visit = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return redact(value.slice(0, MAX_TEXT));
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= MAX_DEPTH) {
      omitted += 1;
      return null;
    }
    if (Array.isArray(value)) return take(value).map((entry) => visit(entry, depth + 1));
    const kept = Object.entries(value).filter(([name]) => !isPersonalName(name));
    // Assigning "__proto__" to a plain object would change its prototype instead of adding a field.
    return Object.fromEntries(take(kept).map(([name, entry]) => [redact(name.slice(0, 128)), visit(entry, depth + 1)]));
  };
  const take = <Entry>(entries: readonly Entry[]): readonly Entry[] => {
    const taken = entries.slice(0, Math.max(left, 0));
    left -= taken.length;
    omitted += entries.length - taken.length;
    return taken;
  };
  const result = visit(given, 0) as Record<string, unknown>;
  return omitted > 0 ? { ...result, $omitted: omitted } : result;
}

function isPersonalName(name: string): boolean {
  return PERSONAL_NAMES.has(name.toLowerCase().replace(/[-_\s]/g, ''));
}

function decodeSafely(url: string): string {
  return url.replaceAll('%40', '@');
}
