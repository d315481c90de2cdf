import type { ImportKind } from '@stellwerk/contracts';

/** A mapping to begin with, as YAML: every field, with what it means, mapped from a column of its own name. */
export function templateOf(kind: ImportKind): string {
  const names = Object.keys(kind.fields);
  const width = Math.max(...names.map((name) => name.length)) * 2 + 4;
  const columns = Object.entries(kind.fields).map(
    ([name, { required, description }]) =>
      `  ${`${name}: ${name}`.padEnd(width)} # ${required ? 'required: ' : ''}${description}`,
  );
  const open = kind.personal ? ['  # marketing_ok: consent.marketing', '  # payment: properties.payment'] : [];
  return [
    `# ${kind.summary}`,
    '# A file whose header is the next line needs no mapping; another one is translated below: "column of the file: field".',
    `# ${names.join(',')}`,
    `# ${names.map((name) => quoted(kind.fields[name]?.example ?? '')).join(',')}`,
    `kind: ${kind.name}`,
    '# encoding: windows-1252',
    '# csv: { delimiter: ";" }',
    'numbers: plain    # german: 1.234,56   english: 1,234.56',
    'dates: iso        # german: 24.11.2026   us: 11/24/2026   or a pattern: "DD.MM.YYYY HH:mm"',
    'timezone: Europe/Berlin',
    'currency: EUR',
    ...(kind.lines ? ['# lines: true     # adjacent rows of one key are lines of one sale'] : []),
    'columns:',
    ...columns,
    ...open,
    '# constants: { currency: EUR }   # instead of a column',
    '',
  ].join('\n');
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
