import { timingSafeEqual } from 'node:crypto';
import { hmacSha256 } from './hmac.js';

/** Where a counted link leads, and what is known of everybody who follows it. All of it is signed. */
export interface Link {
  /** Write key of the source that counts. */
  readonly key: string;
  /** Absolute http or https address. */
  readonly url: string;
  /** What was clicked, in words for people. */
  readonly name?: string;
  readonly campaign: LinkCampaign;
}

export interface LinkCampaign {
  readonly source?: string;
  readonly medium?: string;
  readonly name?: string;
  readonly term?: string;
  readonly content?: string;
}

/** Parameters of the long form by the field that they carry. */
const CAMPAIGN_PARAMETERS = {
  source: 'utm_source',
  medium: 'utm_medium',
  name: 'utm_campaign',
  term: 'utm_term',
  content: 'utm_content',
} as const;
const CAMPAIGN_FIELDS = Object.keys(CAMPAIGN_PARAMETERS) as (keyof LinkCampaign)[];

/** Longest token or query that is looked at. */
const MAX_LENGTH = 4_096;
/** 128 bits of HMAC-SHA-256. */
const SIGNATURE_BYTES = 16;

/** A link as it came, with the signature that it claims. */
export interface ClaimedLink {
  readonly link: Link;
  readonly signature: string;
}

/** Whether an address may be the target of a link. */
export function isTarget(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:') && url.length <= 2_048;
}

/** The short form, as a part of a path: what is signed in base64url, a dot, the signature. */
export function linkToken(link: Link, key: Buffer): string {
  const text = canonical(link);
  return `${Buffer.from(text).toString('base64url')}.${signatureOf(text, key)}`;
}

/** Whether a link was signed under the key. */
export function isSigned({ link, signature }: ClaimedLink, key: Buffer): boolean {
  const expected = Buffer.from(signatureOf(canonical(link), key));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Reads the short form; `undefined` where it is none. */
export function linkOfToken(token: string): ClaimedLink | undefined {
  const [encoded = '', signature = '', more] = token.split('.');
  if (more !== undefined || token.length > MAX_LENGTH || !/^[\w-]+$/.test(encoded)) return undefined;
  const fields = parseTexts(Buffer.from(encoded, 'base64url').toString('utf8'));
  if (fields?.length !== 3 + CAMPAIGN_FIELDS.length) return undefined;
  const [key = '', url = '', name = '', ...campaign] = fields;
  return { link: linkOf(key, url, name, campaign), signature };
}

/** Reads the long form, `?k=…&u=…&n=…&utm_source=…&s=…`; `undefined` where it is none. */
export function linkOfQuery(query: URLSearchParams): ClaimedLink | undefined {
  const [key, url, signature] = [query.get('k'), query.get('u'), query.get('s')];
  if (key === null || url === null || signature === null || query.toString().length > MAX_LENGTH) return undefined;
  const campaign = CAMPAIGN_FIELDS.map((field) => query.get(CAMPAIGN_PARAMETERS[field]) ?? '');
  return { link: linkOf(key, url, query.get('n') ?? '', campaign), signature };
}

/** The long form of a link, for mail programs that put addresses together themselves. */
export function linkQuery(link: Link, key: Buffer): URLSearchParams {
  const query = new URLSearchParams({ k: link.key, u: link.url });
  if (link.name) query.set('n', link.name);
  for (const field of CAMPAIGN_FIELDS) {
    const value = link.campaign[field];
    if (value) query.set(CAMPAIGN_PARAMETERS[field], value);
  }
  query.set('s', signatureOf(canonical(link), key));
  return query;
}

function linkOf(key: string, url: string, name: string, campaign: readonly string[]): Link {
  const entries = CAMPAIGN_FIELDS.map((field, index) => [field, campaign[index]]).filter(([, value]) => value);
  return { key, url, ...(name !== '' && { name }), campaign: Object.fromEntries(entries) };
}

/** One text per link: the same for both forms, different for links that differ anywhere. */
function canonical({ key, url, name = '', campaign }: Link): string {
  return JSON.stringify([key, url, name, ...CAMPAIGN_FIELDS.map((field) => campaign[field] ?? '')]);
}

function signatureOf(text: string, key: Buffer): string {
  return Buffer.from(hmacSha256(key)(text), 'hex').subarray(0, SIGNATURE_BYTES).toString('base64url');
}

function parseTexts(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
