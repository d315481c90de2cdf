/** A JSON object whose shape is not known statically. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tells objects from arrays and `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The one way generated JSON is written: two spaces, a final newline. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
