import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isObject } from '../domain/object.js';
import type { RecordedRequest } from './examples.js';

/** A request as `app.inject` takes it. */
export interface InjectedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: Buffer;
}

/** Headers that adapters read, and values that none of them expects. */
const HEADER_NAMES = ['authorization', 'content-type', 'cookie', 'dnt', 'origin', 'sp-anonymous', 'x-write-key'].concat(
  ['ce-id', 'ce-source', 'ce-specversion', 'ce-time', 'ce-type', 'ce-subject', 'ce-userid'],
);
const HOSTILE_HEADERS = [
  '',
  '*',
  '1',
  'null',
  '%00',
  '%',
  'Basic ###',
  'sp=1; sp=',
  'application/xml',
  'x'.repeat(2_000),
];

/** Values that break careless readers. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '\u0000',
  '\ud800',
  'x'.repeat(300_000),
  [],
  {},
  [[[[[[]]]]]],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  Array.from({ length: 3_000 }, () => ({})),
  '9999-99-99T99:99:99Z',
  '1969-12-31T23:59:59.999Z',
];
const HOSTILE_TEXTS = HOSTILE.filter((value) => typeof value === 'string' && value.isWellFormed());
const HOSTILE_NAMES = [
  '__proto__.polluted',
  'constructor.prototype.polluted',
  'a.'.repeat(5_000),
  '...',
  '',
  '%',
  'data',
];
const BOMB = gzipSync(Buffer.alloc(20_000_000, 32));

/** One change to the JSON of a body, its bytes, its packing or its encoding header. */
export function mutatedBody(request: InjectedRequest & { readonly payload: Buffer }): fc.Arbitrary<InjectedRequest> {
  const isPacked = request.payload[0] === 0x1f;
  const text = (isPacked ? gunzipSync(request.payload) : request.payload).toString('utf8');
  const withText = (changed: string) => ({
    ...request,
    payload: isPacked ? gzipSync(changed) : Buffer.from(changed),
  });
  const withPayload = (payload: Buffer) => ({ ...request, payload });
  const place = fc.nat(text.length);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.nat(), fc.constantFrom(...HOSTILE))
        .map(([at, value]) => withText(replaced(text, at, value))),
    },
    { weight: 2, arbitrary: place.map((at) => withText(text.slice(0, at))) },
    {
      weight: 2,
      arbitrary: fc.tuple(place, fc.string()).map(([at, more]) => withText(text.slice(0, at) + more + text.slice(at))),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.nat(Math.max(request.payload.length - 1, 0)), fc.nat(255)).map(([at, byte]) => {
        const payload = Buffer.from(request.payload);
        if (payload.length > 0) payload[at] = byte;
        return withPayload(payload);
      }),
    },
    { weight: 1, arbitrary: fc.nat(2_000).map((depth) => withText('{"a":'.repeat(depth))) },
    { weight: 1, arbitrary: fc.constant(withPayload(BOMB)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...HEADER_NAMES), fc.constantFrom(...HOSTILE_HEADERS))
        .map(([name, value]) => ({ ...request, headers: { ...request.headers, [name]: value } })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('gzip', 'br', 'deflate', 'zstd', 'x')
        .map((encoding) => ({ ...request, headers: { ...request.headers, 'content-encoding': encoding } })),
    },
  );
}

/** One change to the names and values of a query. */
export function mutatedQuery({ url, method, headers }: RecordedRequest): fc.Arbitrary<InjectedRequest> {
  const [path = '', query = ''] = url.split('?');
  const withQuery = (changed: string) => ({ method, headers, url: `${path}?${changed}` });
  const names = [...new URLSearchParams(query).keys()];
  const withParameter = (name: string, value: string) => {
    const parameters = new URLSearchParams(query);
    parameters.set(name, value);
    return withQuery(parameters.toString());
  };
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(...HOSTILE_TEXTS))
      .map(([name, value]) => withParameter(name, String(value))),
    fc.tuple(fc.constantFrom(...names), fc.string()).map(([name, value]) => withParameter(name, value)),
    fc.tuple(fc.constantFrom(...HOSTILE_NAMES), fc.string()).map(([name, value]) => withParameter(name, value)),
    fc.nat(query.length).map((at) => withQuery(encodeURI(query.slice(0, at)))),
  );
}

/** The JSON with the value at one of its places replaced; text that is no JSON is left as it is. */
function replaced(text: string, at: number, value: unknown): string {
  const root = { body: opened(parsed(text)) };
  const places: (() => void)[] = [];
  const visit = (holder: Record<string, unknown>) => {
    for (const [key, child] of Object.entries(holder)) {
      places.push(() => {
        holder[key] = value;
      });
      if (typeof child === 'object' && child !== null) visit(child as Record<string, unknown>);
    }
  };
  visit(root);
  places[at % places.length]?.();
  const body = closed(root.body);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

const INNER = '\u0000json';

/** Opens texts that hold a JSON object, so that places inside are changed as well. */
function opened(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{')) {
    const inner = parsed(value);
    return typeof inner === 'string' ? inner : { [INNER]: inner };
  }
  return mapped(value, opened);
}

function closed(value: unknown): unknown {
  if (isObject(value) && Object.hasOwn(value, INNER)) return JSON.stringify(value[INNER]);
  return mapped(value, closed);
}

function mapped(value: unknown, map: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
