import type { Command } from 'commander';

const examples = new WeakMap<Command, readonly string[]>();

/** Adds runnable examples to a command's help; a test runs through them. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  examples.set(command, lines);
  return command.addHelpText(
    'after',
    `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  ${line}`).join('\n')}`,
  );
}

/** The examples of a command. */
export const examplesOf = (command: Command): readonly string[] => examples.get(command) ?? [];
