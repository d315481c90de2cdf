import type { Command } from 'commander';

const examples = new WeakMap<Command, readonly string[]>();

/** Adds runnable examples to a command's help, and points to that help when the command is called in a wrong way. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  examples.set(command, lines);
  return command
    .showHelpAfterError(`  see "stellwerk help ${fullName(command)}"`)
    .addHelpText('after', `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** Name of a command within its families, without the program's: `rag documents list`. */
function fullName(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${fullName(parent)} ${command.name()}` : command.name();
}

/** The examples of a command. */
export const examplesOf = (command: Command): readonly string[] => examples.get(command) ?? [];
