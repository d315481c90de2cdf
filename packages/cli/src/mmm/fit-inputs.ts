import { DataError } from '@stellwerk/mmm';
import type { CliContext } from '../context.js';
import { readYaml } from './read-yaml.js';

/** Specification and experiments that go along with a request to the platform. @throws CLI_FILE_UNREADABLE */
export async function readGiven({
  spec,
  experiments,
}: {
  readonly spec: string | undefined;
  readonly experiments: string | undefined;
}): Promise<object> {
  return {
    ...(spec !== undefined && { specification: await readYaml(spec) }),
    ...(experiments !== undefined && { experiments: await readYaml(experiments) }),
  };
}

/** Names every further problem of the data; the first one ends the command. */
export async function tellingAll(context: CliContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof DataError) {
      for (const { code, message, fix } of error.problems.slice(1)) context.report(`${code}: ${message}\n  ${fix}`);
    }
    throw error;
  }
}
