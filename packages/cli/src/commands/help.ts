import type { Command } from 'commander';
import { withExamples } from './example.js';

/** `help`, also of commands within a family: `stellwerk help dead list`. */
export function addHelpCommand(program: Command): void {
  withExamples(
    program
      .helpCommand(false)
      .command('help')
      .description('show what a command does, its options and examples')
      .argument('[command...]', 'name of the command; without one, all commands')
      .action((names: readonly string[]) => {
        let found = program;
        for (const name of names) {
          const child = found.commands.find((command) => command.name() === name);
          if (!child) return found.error(`error: unknown command '${name}'`, { code: 'commander.unknownCommand' });
          found = child;
        }
        found.outputHelp();
      }),
    'stellwerk help attribution',
    'stellwerk help dead list',
  );
}
