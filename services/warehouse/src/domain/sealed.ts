/** Name under which contracts carry AES-256-GCM boxes. */
const SEALED = 'sealed';

/**
 * Takes sealed fields out of a message, so that destroying their key, or the end of their topic, really ends them.
 * Text that mentions sealed fields and cannot be read is not kept at all.
 */
export function withoutSealed(text: string): string {
  // Most messages have none; parsing them all would cost more than everything else here.
  if (!text.includes(`"${SEALED}"`)) return text;
  try {
    return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === SEALED ? undefined : value));
  } catch {
    return '';
  }
}
