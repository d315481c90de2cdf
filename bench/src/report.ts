import type { Figure, Result } from './result.js';

/** The figures of one result as a table for a terminal. */
export function terminalReport(result: Result): string {
  const rows = result.figures.map((figure) => [
    `  ${figure.name}`,
    `${numberText(figure.value)} ${figure.unit}`,
    aimText(figure),
    rangeText(figure),
  ]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const head = `${result.name}${result.full ? '' : ' (shortened)'}, ${result.seconds} s, ${result.machine}`;
  return [head, ...lines, ...result.notes.map((note) => `  note: ${note}`)].join('\n');
}

/** `docs/reference/benchmarks.md`. */
export function benchmarksPageOf(results: readonly Result[], describe: (name: string) => string): string {
  const lines = [
    '# Benchmarks',
    '',
    'Generated from `bench/results/` by `npm run bench -- --docs`; do not edit. Every figure has a script in `bench/src/`',
    'that repeats it: run the command above its table. Load generator, broker, ClickHouse and all services share the machine',
    'that is named. `+` behind a commit means that files differed from it.',
    '',
    ...results.flatMap((result) => section(result, describe(result.name))),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(result: Result, description: string): string[] {
  const { load, seed, data } = result;
  const facts = [
    `${result.at.slice(0, 10)}, commit \`${result.commit}\`, ${result.seconds} s`,
    result.machine,
    `load: ${load.generator}, ${load.cores} ${load.cores === 1 ? 'core' : 'cores'}`,
    ...(seed === null ? [] : [`seed ${seed}`]),
    ...data.map(({ file, sha256 }) => `data \`${file}\`, SHA-256 \`${sha256.slice(0, 16)}…\``),
  ];
  return [
    `## ${result.name}`,
    '',
    `${description}${result.full ? '' : ' **Shortened run; see the notes.**'}`,
    '',
    '```sh',
    result.command,
    '```',
    '',
    '| figure | value | aim | met | measurements | range |',
    '|---|---|---|---|---|---|',
    ...result.figures.map(row),
    '',
    ...facts.map((fact) => `- ${fact}`),
    ...result.notes.map((note) => `- note: ${note}`),
    '',
  ];
}

function row(figure: Figure): string {
  const met = figure.met === null ? '–' : figure.met ? 'yes' : '**no**';
  const peer = figure.peer ? ` (${figure.peer.name}: ${numberText(figure.peer.value)})` : '';
  const value = `${numberText(figure.value)} ${figure.unit}${peer}`;
  const aim = figure.aim ? `${aimSign(figure.aim.op)} ${numberText(figure.aim.value)}` : '–';
  return `| ${figure.name} | ${value} | ${aim} | ${met} | ${numberText(figure.n)} | ${rangeText(figure) || '–'} |`;
}

function aimText({ aim, met }: Figure): string {
  return aim ? `${met ? 'met' : 'MISSED'}: ${aimSign(aim.op)} ${numberText(aim.value)}` : '';
}

function rangeText({ low, high }: Figure): string {
  return low === undefined || high === undefined ? '' : `${numberText(low)}–${numberText(high)}`;
}

const aimSign = (op: '>=' | '<=' | '=') => ({ '>=': '≥', '<=': '≤', '=': '=' })[op];

/** At least three significant digits; no grouping below five digits. */
function numberText(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(2);
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 1 ? 2 : 4;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits, useGrouping: Math.abs(value) >= 10_000 });
}
