import type { Command } from 'commander';

const examples = new WeakMap<Command, readonly string[]>();

/** Adds runnable examples to a command's help, and points to that help when the command is called in a wrong way. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  examples.set(command, lines);
  const family = command.parent?.parent ? `${command.parent.name()} ` : '';
  return command
    .showHelpAfterError(`  see "stellwerk help ${family}${command.name()}"`)
    .addHelpText('after', `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** The examples of a command. */
export const examplesOf = (command: Command): readonly string[] => examples.get(command) ?? [];
