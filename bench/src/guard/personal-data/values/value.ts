/** A value before it is written down. */
export interface Value {
  /** As people write it most often. */
  readonly plain: string;
  /** The parts that are written apart where it is spaced or dotted. */
  readonly groups: readonly string[];
}

/** A value of consecutive characters, and the lengths of its groups; the last group takes what is left. */
export function grouped(characters: string, lengths: readonly number[], separator = ''): Value {
  const groups: string[] = [];
  let at = 0;
  for (const length of lengths) {
    groups.push(characters.slice(at, at + length));
    at += length;
  }
  if (at < characters.length) groups.push(characters.slice(at));
  return { plain: groups.join(separator), groups };
}
