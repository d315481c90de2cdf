/** Opening characters of text in which a semicolon separates nothing, with what ends it. */
const SPANS = [
  { open: '--', close: '\n', isComment: true },
  { open: '/*', close: '*/', isComment: true },
  { open: "'", close: "'", isComment: false },
  { open: '"', close: '"', isComment: false },
  { open: '`', close: '`', isComment: false },
] as const;

/**
 * Splits a script into its statements at semicolons outside of strings, quoted names and comments. Comments are dropped.
 * In strings both `\'` and `''` stand for a quote.
 */
export function splitStatements(script: string): string[] {
  const statements: string[] = [];
  let current = '';
  let position = 0;
  const finish = () => {
    if (current.trim() !== '') statements.push(current.trim());
    current = '';
  };
  while (position < script.length) {
    const span = SPANS.find(({ open }) => script.startsWith(open, position));
    if (span) {
      const end = endOfSpan(script, position + span.open.length, span.close, !span.isComment);
      current += span.isComment ? ' ' : script.slice(position, end);
      position = end;
    } else {
      const character = script[position] as string;
      if (character === ';') finish();
      else current += character;
      position += 1;
    }
  }
  finish();
  return statements;
}

/** Index after the closing text, or the end of the script. A doubled quote reads as two spans side by side: same result. */
function endOfSpan(script: string, from: number, close: string, escapes: boolean): number {
  for (let index = from; index < script.length; index += 1) {
    if (escapes && script[index] === '\\') index += 1;
    else if (script.startsWith(close, index)) return index + close.length;
  }
  return script.length;
}
