import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { addMmmCheckCommand } from './mmm-check.js';
import { addMmmFitCommand } from './mmm-fit.js';
import { addMmmQuestionCommands } from './mmm-questions.js';
import { addMmmRegistryCommands } from './mmm-registry.js';
import { addMmmRunCommands } from './mmm-run.js';
import { addMmmTrackCommand } from './mmm-track.js';

/** `mmm …`: media mix models, on files or on the running platform. */
export function addMmmCommands(program: Command, context: CliContext): void {
  const mmm = program.command('mmm').description('media mix models: what channels cause, with intervals');
  addMmmFitCommand(mmm, context);
  addMmmCheckCommand(mmm, context);
  addMmmRunCommands(mmm, context);
  addMmmQuestionCommands(mmm, context);
  addMmmRegistryCommands(mmm, context);
  addMmmTrackCommand(mmm, context);
}
