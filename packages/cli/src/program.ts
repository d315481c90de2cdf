import { Command, Help, type Option } from 'commander';
import { addApplyCommand } from './commands/apply.js';
import { addApprovalCommands } from './commands/approvals.js';
import { addAttributionCommand } from './commands/attribution.js';
import { addBooksCommand } from './commands/books.js';
import { addBudgetCommands } from './commands/budget.js';
import { addConsentCommands } from './commands/consent.js';
import { addDeadCommands } from './commands/dead.js';
import { addGuardCommands } from './commands/guard.js';
import { addHelpCommand } from './commands/help.js';
import { addIdentifiersCommands } from './commands/identifiers.js';
import { addImportCommand } from './commands/import.js';
import { addJobCommands } from './commands/job.js';
import { addLinkCommands } from './commands/link.js';
import { addMmmCommands } from './commands/mmm.js';
import { addRagCommands } from './commands/rag.js';
import { addRejectedCommands } from './commands/rejected.js';
import { addReplayCommand } from './commands/replay.js';
import { addSetupCommand } from './commands/setup.js';
import { addSimulateCommand } from './commands/simulate.js';
import { addStackCommands } from './commands/stack.js';
import { addTenantCommands } from './commands/tenant.js';
import { addTokenCommands } from './commands/token.js';
import { addTraceCommand } from './commands/trace.js';
import { environmentVariables } from './config.js';
import type { CliContext } from './context.js';
import { errors } from './errors.js';

/** The whole command line. `entry` is the file that starts it, for a stack in the background. */
export function createProgram(given: CliContext, entry: string): Command {
  const program = new Command('stellwerk')
    .description('Operate Stellwerk, and run its analyses on plain files.')
    .option('--state <folder>', 'state folder of the embedded stack', given.environment.stateDir)
    .showHelpAfterError('  see "stellwerk help"')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, `${errors.USAGE.code}:`)) })
    .exitOverride()
    .configureHelp({ optionDescription })
    .addHelpText('after', () => {
      const names = Object.entries(environmentVariables).map(([name, meaning]) => `  ${name.padEnd(34)} ${meaning}`);
      return `\nEnvironment:\n${names.join('\n')}`;
    });
  const context: CliContext = {
    ...given,
    // The option is known only once the arguments are parsed.
    get environment() {
      return { ...given.environment, stateDir: program.opts<{ state: string }>().state };
    },
  };
  addStackCommands(program, context, entry);
  addSetupCommand(program, context);
  addApplyCommand(program, context);
  addTenantCommands(program, context);
  addTokenCommands(program, context);
  addImportCommand(program, context);
  addReplayCommand(program, context);
  addSimulateCommand(program, context);
  addAttributionCommand(program, context);
  addGuardCommands(program, context);
  addMmmCommands(program, context);
  addBudgetCommands(program, context);
  addRagCommands(program, context);
  addJobCommands(program, context);
  addBooksCommand(program, context);
  addTraceCommand(program, context);
  addConsentCommands(program, context);
  addDeadCommands(program, context);
  addRejectedCommands(program, context);
  addLinkCommands(program, context);
  addIdentifiersCommands(program, context);
  addApprovalCommands(program, context);
  addHelpCommand(program);
  return program;
}

const help = new Help();

/** As usual, but that nothing is no default worth printing: options that may come several times begin with an empty list. */
const optionDescription = (option: Option): string =>
  help
    .optionDescription(option)
    .replace(/(?:, )?default: \[\]/, '')
    .replace(/ ?\(\)$/, '');
