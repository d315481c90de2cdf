const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Scripts and symbols that terminals draw two columns wide. */
const wide =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uff01-\uff60]/u;

/** Columns that a text takes in a terminal. */
export const widthOf = (text: string): number =>
  [...segmenter.segment(text)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0);

/**
 * A text that a terminal can only show: control characters, with which a name could move the cursor or recolour the screen, and marks
 * that turn the direction of writing are gone; a space that does not break is a plain one.
 */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ');

/** The text cut to a width, with an ellipsis where something is missing. */
export const cut = (text: string, most: number): string => {
  if (widthOf(text) <= most) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text)) {
    if (widthOf(kept) + widthOf(segment) > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
};

export interface TerminalColumn {
  readonly label: string;
  readonly align: 'left' | 'right';
}

const longestName = 28;

/** Lines of a table of plain text; columns are as wide as their widest cell, names at most 28 columns. */
export const terminalTable = (
  columns: readonly TerminalColumn[],
  rows: readonly (readonly string[])[],
): readonly string[] => {
  const cells = [columns.map(({ label }) => label), ...rows].map((row) =>
    row.map((cell, i) => (i === 0 ? cut(printable(cell), longestName) : printable(cell))),
  );
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => widthOf(row[i] ?? ''))));
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, i) => {
        const cell = row[i] ?? '';
        const room = ' '.repeat((widths[i] ?? 0) - widthOf(cell));
        return align === 'left' ? cell + room : room + cell;
      })
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)];
};
