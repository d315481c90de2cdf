import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from './json.js';

/** Keywords that describe and do not constrain. */
const ANNOTATIONS = new Set(['$schema', '$id', '$comment', 'title', 'description', 'examples', 'deprecated']);

/** Keywords with a rule of their own below; every other keyword must stay as it is. */
const WITH_RULE = new Set([
  'properties',
  'required',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'items',
  'additionalProperties',
]);

/**
 * What makes `after` another major version than `before`. Within a major only two things may change: optional
 * properties are added, and enumerations are widened. A new variant of a union told apart by a constant property
 * widens that property's enumeration and is allowed too.
 *
 * @returns one sentence per forbidden change, with its path; empty when the schemas are compatible.
 */
export function incompatibilities(before: JsonObject, after: JsonObject): string[] {
  return compareNodes(before, after, '');
}

function compareNodes(before: JsonObject, after: JsonObject, path: string): string[] {
  return [
    ...compareConstraints(before, after, path),
    ...compareValues(before, after, path),
    ...compareProperties(before, after, path),
    ...compareInner(before.items, after.items, `${path}[]`),
    ...compareInner(before.additionalProperties, after.additionalProperties, join(path, '*')),
    ...compareUnions(before.anyOf, after.anyOf, path),
    ...compareUnions(before.oneOf, after.oneOf, path),
  ];
}

function compareConstraints(before: JsonObject, after: JsonObject, path: string): string[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords]
    .filter((keyword) => !ANNOTATIONS.has(keyword) && !WITH_RULE.has(keyword))
    .filter((keyword) => !isDeepStrictEqual(before[keyword], after[keyword]))
    .map((keyword) => `${place(path)}: ${keyword} ${changed(before[keyword], after[keyword])}`);
}

/** A constant counts as an enumeration of one value. */
function compareValues(before: JsonObject, after: JsonObject, path: string): string[] {
  const old = allowedValues(before);
  const now = allowedValues(after);
  if (old === undefined && now === undefined) return [];
  if (old === undefined) return [`${place(path)}: is limited to certain values now`];
  if (now === undefined) return [`${place(path)}: is no longer limited to certain values`];
  const missing = old.filter((value) => !now.some((candidate) => isDeepStrictEqual(candidate, value)));
  return missing.map((value) => `${place(path)}: the value ${JSON.stringify(value)} is no longer allowed`);
}

function allowedValues(node: JsonObject): unknown[] | undefined {
  if (Object.hasOwn(node, 'const')) return [node.const];
  return Array.isArray(node.enum) ? node.enum : undefined;
}

function compareProperties(before: JsonObject, after: JsonObject, path: string): string[] {
  const old = objectOf(before.properties);
  const now = objectOf(after.properties);
  const wasRequired = namesOf(before.required);
  const isRequired = namesOf(after.required);
  const kept = Object.keys(old).flatMap((name) => {
    const at = join(path, name);
    if (!Object.hasOwn(now, name)) return [`${at}: was removed`];
    const problems = compareNodes(objectOf(old[name]), objectOf(now[name]), at);
    if (wasRequired.has(name) === isRequired.has(name)) return problems;
    return [`${at}: became ${isRequired.has(name) ? 'required' : 'optional'}`, ...problems];
  });
  const added = Object.keys(now)
    .filter((name) => !Object.hasOwn(old, name) && isRequired.has(name))
    .map((name) => `${join(path, name)}: is new and required; only optional properties may be added`);
  return [...kept, ...added];
}

function compareInner(before: unknown, after: unknown, path: string): string[] {
  if (isJsonObject(before) && isJsonObject(after)) return compareNodes(before, after, path);
  return isDeepStrictEqual(before, after) ? [] : [`${place(path)}: ${changed(before, after)}`];
}

function compareUnions(before: unknown, after: unknown, path: string): string[] {
  if (before === undefined && after === undefined) return [];
  if (!Array.isArray(before) || !Array.isArray(after)) return [`${place(path)}: became or ceased to be a union`];
  const old = before.map(objectOf);
  const now = after.map(objectOf);
  const discriminator = discriminatorOf(old);
  if (discriminator === undefined) return compareByPosition(old, now, path);
  const nowByTag = new Map(now.map((variant) => [tagOf(variant, discriminator), variant]));
  return old.flatMap((variant) => {
    const tag = tagOf(variant, discriminator);
    const at = `${path}{${discriminator}=${tag}}`;
    const counterpart = nowByTag.get(tag);
    return counterpart ? compareNodes(variant, counterpart, at) : [`${at}: this variant was removed`];
  });
}

function compareByPosition(before: readonly JsonObject[], after: readonly JsonObject[], path: string): string[] {
  if (before.length !== after.length) return [`${place(path)}: a union that nothing tells apart got other variants`];
  return before.flatMap((variant, index) => compareNodes(variant, objectOf(after[index]), `${path}{${index}}`));
}

/** The property that is constant, and different, in every variant. */
function discriminatorOf(variants: readonly JsonObject[]): string | undefined {
  const candidates = Object.keys(objectOf(variants[0]?.properties));
  return candidates.find((name) => {
    const tags = variants.map((variant) => tagOf(variant, name));
    return tags.every((tag) => tag !== undefined) && new Set(tags).size === tags.length;
  });
}

function tagOf(variant: JsonObject, property: string): string | undefined {
  const tag = objectOf(objectOf(variant.properties)[property]).const;
  return tag === undefined ? undefined : String(tag);
}

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
const namesOf = (value: unknown): Set<unknown> => new Set(Array.isArray(value) ? value : []);
const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
const place = (path: string): string => (path === '' ? 'payload' : path);

function changed(before: unknown, after: unknown): string {
  if (before === undefined) return `is new: ${JSON.stringify(after)}`;
  if (after === undefined) return `is gone: was ${JSON.stringify(before)}`;
  return `changed from ${JSON.stringify(before)} to ${JSON.stringify(after)}`;
}
