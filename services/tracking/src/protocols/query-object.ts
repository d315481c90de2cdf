import type { JsonObject } from '../domain/object.js';

/** Bounds of what a query may build. */
const MAX_PARAMETERS = 200;
const MAX_DEPTH = 8;

/**
 * The object that a query describes in dotted names, as pixels send it: `context.page.url=…&event=Opened`. Values are texts;
 * a repeated name becomes a list. What lies beyond the bounds is left as one flat field.
 */
export function objectOfQuery(query: URLSearchParams, leaveOut: ReadonlySet<string> = new Set()): JsonObject {
  const root = bare();
  const names = [...new Set(query.keys())].filter((name) => !leaveOut.has(name)).slice(0, MAX_PARAMETERS);
  for (const name of names) {
    const values = query.getAll(name);
    const parts = name.split('.');
    const isPath = parts.length <= MAX_DEPTH && parts.every((part) => part !== '');
    setPath(root, isPath ? parts : [name], values.length === 1 ? values[0] : values);
  }
  return root;
}

function setPath(root: JsonObject, parts: readonly string[], value: unknown): void {
  let node = root;
  for (const part of parts.slice(0, -1)) {
    const next = node[part];
    if (typeof next === 'object' && next !== null && !Array.isArray(next)) node = next as JsonObject;
    else {
      const made = bare();
      node[part] = made;
      node = made;
    }
  }
  node[parts.at(-1) as string] = value;
}

/** Without a prototype, so that `__proto__` is a name like any other. */
function bare(): JsonObject {
  return Object.create(null) as JsonObject;
}
