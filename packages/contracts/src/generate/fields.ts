import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from './json.js';

/** One row of the event reference. */
export interface Field {
  /** `page.url`, `products[].price.amount`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly meaning: string;
}

/** Names a schema that is documented elsewhere, or `undefined` to spell it out. */
export type NameOf = (schema: JsonObject) => string | undefined;

/** Every field of an object schema, depth first, in the order of the contract. */
export function fieldsOf(schema: JsonObject, nameOf: NameOf, prefix = ''): Field[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  return Object.entries(objectOf(schema.properties)).flatMap(([name, value]) => {
    const node = objectOf(value);
    const path = `${prefix}${name}`;
    const row = {
      path,
      type: typeOf(node, nameOf),
      required: required.has(name),
      meaning: typeof node.description === 'string' ? node.description : '',
    };
    return [row, ...innerFields(node, nameOf, path)];
  });
}

/** A variant of a union: the property that tells it apart and its constant value. */
export interface Variant {
  readonly property: string;
  readonly tag: string;
  readonly schema: JsonObject;
}

/** Variants of a union told apart by a constant; `undefined` for other schemas. */
export function variantsOf(schema: JsonObject): Variant[] | undefined {
  if (!Array.isArray(schema.oneOf)) return undefined;
  return schema.oneOf.map(objectOf).flatMap((variant) => {
    const constant = Object.entries(objectOf(variant.properties)).find(([, node]) =>
      Object.hasOwn(objectOf(node), 'const'),
    );
    if (!constant) return [];
    const [property, node] = constant;
    return [{ property, tag: String(objectOf(node).const), schema: variant }];
  });
}

/** Fields that every one of the lists has alike. */
export function commonFields(lists: readonly (readonly Field[])[]): Field[] {
  const [first = [], ...others] = lists;
  return first.filter((field) => others.every((list) => list.some((other) => isDeepStrictEqual(other, field))));
}

function innerFields(node: JsonObject, nameOf: NameOf, path: string): Field[] {
  if (nameOf(node)) return [];
  if (isJsonObject(node.items)) return nameOf(node.items) ? [] : innerFields(node.items, nameOf, `${path}[]`);
  return fieldsOf(node, nameOf, `${path}.`);
}

function typeOf(node: JsonObject, nameOf: NameOf): string {
  const name = nameOf(node);
  if (name) return name;
  if (Object.hasOwn(node, 'const')) return `\`${node.const}\``;
  if (Array.isArray(node.enum)) return node.enum.map((value) => `\`${value}\``).join(', ');
  const union = node.anyOf ?? node.oneOf;
  if (Array.isArray(union)) return union.map((part) => typeOf(objectOf(part), nameOf)).join(' or ');
  if (Array.isArray(node.type)) return node.type.map((type) => typeOf({ ...node, type }, nameOf)).join(' or ');
  return plainType(node, nameOf);
}

function plainType(node: JsonObject, nameOf: NameOf): string {
  if (typeof node.format === 'string') return node.format;
  if (node.type === 'string') return withBounds('text', node.minLength, node.maxLength);
  if (node.type === 'integer') return withBounds('integer', node.minimum, node.maximum);
  if (node.type === 'number') return withBounds('number', node.minimum, node.maximum);
  if (node.type === 'array') {
    return `${withBounds('list', node.minItems, node.maxItems)} of ${typeOf(objectOf(node.items), nameOf)}`;
  }
  if (node.type === 'object') return isJsonObject(node.additionalProperties) ? mapType(node, nameOf) : 'object';
  return node.type === undefined ? 'anything' : String(node.type);
}

function mapType(node: JsonObject, nameOf: NameOf): string {
  return `map of ${typeOf(objectOf(node.additionalProperties), nameOf)}`;
}

/** Bounds that only say "a safe integer" are left out. */
function withBounds(word: string, low: unknown, high: unknown): string {
  const from = typeof low === 'number' && low > Number.MIN_SAFE_INTEGER ? low : undefined;
  const to = typeof high === 'number' && high < Number.MAX_SAFE_INTEGER ? high : undefined;
  if (from !== undefined && to !== undefined) return `${word} ${from}–${to}`;
  if (to !== undefined) return `${word} ≤ ${to}`;
  return from === undefined ? word : `${word} ≥ ${from}`;
}

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
