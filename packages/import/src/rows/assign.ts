import type { ImportValue } from '@stellwerk/contracts';

/** Sets `total`, or `consent.marketing` inside `consent`. Names come from files: none of them reaches a prototype. */
export function assign(row: Record<string, ImportValue>, name: string, value: ImportValue): void {
  const at = name.indexOf('.');
  if (at < 0) {
    row[name] = value;
    return;
  }
  const group = name.slice(0, at);
  if (!Object.hasOwn(row, group)) row[group] = {};
  define(row[group] as Record<string, unknown>, name.slice(at + 1), value);
}

/** Sets a property of any name, `__proto__` among them. */
export function define(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
