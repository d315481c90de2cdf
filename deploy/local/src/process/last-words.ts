const MAX_CHARACTERS = 300;

/** The line that most likely says why a program ended: its last error outside a stack trace, else its last line. */
export function lastWords(lines: readonly string[]): string | undefined {
  const error = lines.findLast((line) => /error|exception|fatal/i.test(line) && !/^\s+at /.test(line));
  const chosen = error ?? lines.at(-1);
  return chosen === undefined ? undefined : brief(chosen);
}

/** One line of bounded length. */
export function brief(line: string): string {
  const text = line.trim();
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}
