import { FieldSyntaxError, type InnerList, type Item, parseDictionary } from './structured-fields.js';

/** The parts of an HTTP request that can be signed. */
export interface SignedRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** Host and port as in the Host header. */
  readonly authority: string;
  readonly path: string;
  /** Without its question mark. */
  readonly rawQuery: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A component that we cannot derive, or that the request does not have. */
export class ComponentError extends Error {}

const DEFAULT_PORTS = { http: ':80', https: ':443' } as const;

/**
 * The text that was signed (RFC 9421 §2.5): one line per covered component, then the parameters of the signature.
 * @throws ComponentError
 */
export function signatureBase(input: InnerList, request: SignedRequest): string {
  const lines: string[] = [];
  const seen = new Set<string>();
  for (const item of input.items) {
    if (typeof item.value !== 'string') throw new ComponentError();
    const identifier = serialised(item);
    if (seen.has(identifier)) throw new ComponentError();
    seen.add(identifier);
    const value = item.value.startsWith('@') ? derived(item, request) : fieldValue(item, request);
    if (value.includes('\n')) throw new ComponentError();
    lines.push(`${identifier}: ${value}`);
  }
  lines.push(`"@signature-params": ${input.text}`);
  return lines.join('\n');
}

/** Component identifier: the name as a string, with its parameters in order. */
function serialised({ value, parameters }: Item): string {
  const rest = [...parameters].map(([key, given]) => (given === true ? `;${key}` : `;${key}="${String(given)}"`));
  return `"${String(value)}"${rest.join('')}`;
}

/** RFC 9421 §2.2. */
function derived({ value, parameters }: Item, request: SignedRequest): string {
  if (parameters.has('req') || parameters.has('tr')) throw new ComponentError();
  const { method, scheme, path, rawQuery } = request;
  const authority = normalisedAuthority(request);
  const query = rawQuery === '' ? '' : `?${rawQuery}`;
  switch (value) {
    case '@method':
      return method;
    case '@scheme':
      return scheme;
    case '@authority':
      return authority;
    case '@target-uri':
      return `${scheme}://${authority}${path}${query}`;
    case '@request-target':
      return `${path}${query}`;
    case '@path':
      return path === '' ? '/' : path;
    case '@query':
      return `?${rawQuery}`;
    case '@query-param':
      return queryParameter(parameters.get('name'), rawQuery);
    default:
      throw new ComponentError();
  }
}

/** Lower case, without the default port of the scheme (RFC 9421 §2.2.3). */
function normalisedAuthority({ authority, scheme }: SignedRequest): string {
  const lower = authority.toLowerCase();
  const port = DEFAULT_PORTS[scheme];
  return lower.endsWith(port) ? lower.slice(0, -port.length) : lower;
}

/** RFC 9421 §2.2.8: exactly one parameter of that name, decoded and encoded anew. */
function queryParameter(name: unknown, rawQuery: string): string {
  if (typeof name !== 'string') throw new ComponentError();
  const values = new URLSearchParams(rawQuery).getAll(decoded(name));
  if (values.length !== 1) throw new ComponentError();
  return encodeURIComponent(values[0] as string);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) throw new ComponentError();
    throw error;
  }
}

/** RFC 9421 §2.1: the field as it is, one member of a dictionary (`key`), or its bytes (`bs`). */
function fieldValue({ value, parameters }: Item, { headers }: SignedRequest): string {
  const field = headers[String(value)];
  if (field === undefined || parameters.has('sf') || parameters.has('tr') || parameters.has('req')) {
    throw new ComponentError();
  }
  const key = parameters.get('key');
  if (key !== undefined) return dictionaryMember(field, key);
  const text = field.trim().replace(/[ \t]*\r?\n[ \t]+/g, ' ');
  return parameters.has('bs') ? `:${Buffer.from(text, 'latin1').toString('base64')}:` : text;
}

function dictionaryMember(field: string, key: unknown): string {
  const member = typeof key === 'string' ? memberOf(field, key) : undefined;
  if (!member || 'items' in member || typeof member.value !== 'string' || member.parameters.size > 0) {
    throw new ComponentError();
  }
  return `"${member.value.replace(/["\\]/g, '\\$&')}"`;
}

function memberOf(field: string, key: string): Item | InnerList | undefined {
  try {
    return parseDictionary(field).get(key);
  } catch (error) {
    if (error instanceof FieldSyntaxError) throw new ComponentError();
    throw error;
  }
}
