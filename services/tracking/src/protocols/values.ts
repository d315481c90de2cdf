import { isObject, type JsonObject } from '../domain/object.js';

/** The text of a field that should hold text; anything else counts as absent. */
export function textField(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The fields of an object that are not named and not empty; `undefined` where none is left. */
export function remainder(fields: JsonObject | null | undefined, known: ReadonlySet<string>): JsonObject | undefined {
  const left = Object.entries(fields ?? {}).filter(([name, value]) => !known.has(name) && !isEmpty(value));
  return left.length === 0 ? undefined : Object.fromEntries(left);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0);
}

/** A latitude or longitude to a tenth of a degree, about 11 km; `null` where it is none. */
export function coarseDegrees(degrees: unknown): number | null {
  return typeof degrees === 'number' ? Math.round(degrees * 10) / 10 : null;
}
