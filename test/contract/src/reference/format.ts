/** Aligns the columns of Markdown tables and ends with one line break. */
export function formatMarkdown(text: string): string {
  const lines = text.trimEnd().split('\n');
  const formatted: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = lines.findIndex((line, index) => index >= at && !line.startsWith('|'));
    const stop = end < 0 ? lines.length : end;
    if (stop === at) formatted.push(lines[at++] as string);
    else {
      formatted.push(...alignTable(lines.slice(at, stop)));
      at = stop;
    }
  }
  return `${formatted.join('\n')}\n`;
}

function alignTable(lines: readonly string[]): string[] {
  const rows = lines.map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row, index) => (index === 1 ? 3 : (row[column]?.length ?? 0)))),
  );
  return rows.map((row, index) => {
    const cells = widths.map((width, column) => (index === 1 ? '-'.repeat(width) : (row[column] ?? '').padEnd(width)));
    return `| ${cells.join(' | ')} |`;
  });
}
