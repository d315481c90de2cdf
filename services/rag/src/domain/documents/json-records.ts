export type JsonObject = Readonly<Record<string, unknown>>;

/** Names under which feeds keep their entries. */
const LISTS = [
  'items',
  'products',
  'entries',
  'entry',
  'item',
  'faqs',
  'faq',
  'questions',
  'mainEntity',
  'feed',
  'channel',
  'data',
];
const MAX_WRAPPERS = 4;

/** The list of entries of a feed, and the object it stands in. */
export function objectsIn(value: unknown): { readonly head: JsonObject; readonly entries: readonly JsonObject[] } {
  let head: JsonObject = {};
  let inner = value;
  for (let level = 0; level < MAX_WRAPPERS; level++) {
    if (Array.isArray(inner)) return { head, entries: inner.filter(isObject) };
    if (!isObject(inner)) break;
    const object = inner;
    head = { ...head, ...object };
    const list = LISTS.find((name) => typeof object[name] === 'object' && object[name] !== null);
    if (list === undefined) return { head: {}, entries: [object] };
    inner = object[list];
  }
  return { head, entries: [] };
}

/** First of the named fields that holds text or a number. Names differ in case and in `g:`, `_` and `-` only. */
export function textOf(object: JsonObject, names: readonly string[]): string | undefined {
  const known = fieldsOf(object);
  for (const name of names) {
    const value = known.get(fieldKey(name));
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  }
  return undefined;
}

export function fieldsOf(object: JsonObject): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(object).map(([name, value]) => [fieldKey(name), value]));
}

export function fieldKey(name: string): string {
  return name
    .replace(/^g:/, '')
    .replace(/[_\-\s]/g, '')
    .toLowerCase();
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
