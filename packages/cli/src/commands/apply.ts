import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { changesTo, readDocuments, writeChanges } from '../platform/documents.js';
import { findEndpoints } from '../platform/endpoints.js';
import { withControl } from '../platform/with-bus.js';
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
        const { kafka } = await findEndpoints(context.environment);
        await withControl(kafka, async (control, bus) => {
          const changes = changesTo(control, wanted);
          for (const { kind, tenant, name, version, difference } of changes) {
            context.write(`${kind} ${tenant}/${name}: version ${version}`);
            for (const line of difference) context.write(`  ${line}`);
          }
          if (!dryRun) await writeChanges(bus, changes, 'stellwerk apply', context.now());
          const verb = dryRun ? 'would be written' : 'written';
          context.write(`${changes.length} ${verb}, ${wanted.length - changes.length} unchanged`);
        });
      }),
    'stellwerk apply -f config/ --dry-run',
  );
}
