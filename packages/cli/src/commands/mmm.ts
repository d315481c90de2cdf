import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { addMmmFitCommands } from './mmm-fit.js';
import { addMmmQuestionCommands } from './mmm-questions.js';
import { addMmmRegistryCommands } from './mmm-registry.js';
import { addMmmRunCommands } from './mmm-run.js';

/** `mmm …`: media mix models, on files or on the running platform. */
export function addMmmCommands(program: Command, context: CliContext): void {
  const mmm = program.command('mmm').description('media mix models: what channels cause, with intervals');
  addMmmFitCommands(mmm, context);
  addMmmRunCommands(mmm, context);
  addMmmQuestionCommands(mmm, context);
  addMmmRegistryCommands(mmm, context);
}
