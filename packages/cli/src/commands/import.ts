import { importKindNames } from '@stellwerk/contracts';
import { kindNamed, templateOf } from '@stellwerk/import';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { importFile } from '../import/import-file.js';
import { type ImportCommand, missing } from '../import/options.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

/** `import`: a file of rows into the platform, or a look at what is wrong with it. */
export function addImportCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('import')
      .description(
        'import a file of rows (CSV, JSONL, Parquet): every row once, bad ones reported, to be repeated at will',
      )
      .argument('[kind]', `what the rows are: ${importKindNames.join(', ')}`)
      .argument('[file]', 'file, packed with gzip or not')
      .option('--tenant <tenant>', 'tenant; may be left out of a dry run', parseName)
      .option('--source <source>', 'source document that governs the rows; may be left out of a dry run', parseName)
      .option('--mapping <file>', 'YAML that says which column is which field, and how dates and numbers are written')
      .option('--dry-run', 'read the file, report every bad row, and send nothing')
      .option(
        '--report <file>',
        'where every bad row is reported, CSV or JSONL by its name; default <file>.problems.csv',
      )
      .option('--no-report', 'write no report')
      .option('--max-bad <percent>', 'send nothing when more of the rows are bad', wholeNumber(0, 100), 50)
      .option('--template <kind>', 'print a header and a mapping to begin with, and do nothing else')
      .option('--json', 'one JSON document')
      .option('--no-wait', 'return when everything is acknowledged')
      .option('--timeout <seconds>', 'longest wait until everything is queryable', wholeNumber(1, 86_400), 1_800)
      .action((kind: string | undefined, file: string | undefined, options: ImportCommand) => {
        if (options.template !== undefined) return context.write(templateOf(kindNamed(options.template)).trimEnd());
        if (kind === undefined || file === undefined) throw missing('kind and file', 'name both');
        return importFile(kindNamed(kind), file, options, context);
      }),
    'stellwerk import --template orders',
    'stellwerk import orders packages/import/examples/orders-german.csv --mapping packages/import/examples/orders-german.yaml --dry-run',
    'stellwerk import ad-cost packages/import/examples/ad-cost.csv --tenant demo --source demo-web',
  );
}
