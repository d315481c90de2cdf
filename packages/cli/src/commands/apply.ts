import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { readDocuments } from '../platform/documents.js';
import { findEndpoints } from '../platform/endpoints.js';
import { govern } from '../platform/govern.js';
import { withExamples } from './example.js';

/** `apply`: control documents from YAML. */
export function addApplyCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('apply')
      .description('validate control documents, show what they change, and write them')
      .requiredOption('-f, --file <path>', 'YAML file, or folder of YAML files')
      .option('--dry-run', 'show the difference only')
      .action(async ({ file, dryRun = false }: { file: string; dryRun?: boolean }) => {
        const wanted = await readDocuments(file);
        const { changes, unchanged } = await govern(await findEndpoints(context.environment), wanted, { dryRun });
        for (const { kind, tenant, name, version, difference } of changes) {
          context.write(`${kind} ${tenant}/${name}: version ${version}`);
          for (const line of difference) context.write(`  ${line}`);
        }
        context.write(`${changes.length} ${dryRun ? 'would be written' : 'written'}, ${unchanged} unchanged`);
      }),
    'stellwerk apply -f config/ --dry-run',
  );
}
