import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { type CliEnvironment, readEnvironment } from '../config.js';
import { createProgram } from '../program.js';

/** What a command printed. */
export interface Printed {
  /** Standard output, line by line. */
  readonly lines: readonly string[];
  /** Bytes on standard output that are no lines. */
  readonly bytes: Buffer;
  /** Standard error, line by line. */
  readonly reported: readonly string[];
}

/** A command that failed, with what it had printed by then. */
export class CommandFailed extends Error {
  readonly code: string;

  constructor(
    readonly printed: Printed,
    cause: unknown,
  ) {
    super((cause as Error).message, { cause });
    this.code = (cause as { code?: string }).code ?? '';
  }
}

const withAllBelow = (command: Command): Command[] => [command, ...command.commands.flatMap(withAllBelow)];

/** Runs a command in this process, without a platform unless the environment names one. @throws CommandFailed */
export async function runCommand(
  args: readonly string[],
  environment: Partial<CliEnvironment>,
  input: Iterable<Uint8Array> = [],
): Promise<Printed> {
  const lines: string[] = [];
  const reported: string[] = [];
  const chunks: Uint8Array[] = [];
  const program = createProgram(
    {
      environment: { ...readEnvironment({}), ...environment },
      input: Readable.from(input),
      write: (line) => void lines.push(line),
      writeBytes: async (bytes) => void chunks.push(bytes),
      report: (line) => void reported.push(line),
      now: () => new Date('2026-11-24T10:00:00.000Z'),
      signal: new AbortController().signal,
    },
    'stellwerk',
  );
  for (const command of withAllBelow(program)) {
    command.configureOutput({
      writeErr: (text) => void reported.push(...text.trimEnd().split('\n')),
      writeOut: (text) => void lines.push(...text.trimEnd().split('\n')),
    });
  }
  const printed = () => ({ lines, reported, bytes: Buffer.concat(chunks) });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    throw new CommandFailed(printed(), error);
  }
  return printed();
}
