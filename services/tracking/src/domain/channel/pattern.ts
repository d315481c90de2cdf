/**
 * Whether a text fits a pattern in which `*` stands for any characters. Both are lower case. Time grows with the length of the
 * text times the number of stars, of which the contract allows four.
 */
export function fitsPattern(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return text === pattern;
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() as string;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
