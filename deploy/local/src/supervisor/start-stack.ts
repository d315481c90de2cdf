import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findRepositoryRoot } from '../config.js';
import { installKafka, kafkaCacheFolder } from '../install/kafka-jars.js';
import { requireJava, requireNode } from '../install/prerequisites.js';
import { type PartName, partNames } from '../parts.js';
import { statePaths } from '../paths.js';
import { assertPortsFree, DEFAULT_PORT_BASE, findFreePortBase, type PortName, planPorts } from '../ports.js';
import { restartBackoff } from '../process/backoff.js';
import { claimState, type StateClaim } from './claim.js';
import { createPart, endpointsOf, prepareLogins, type StackContext } from './create-parts.js';
import { Stack } from './stack.js';
import type { StackOptions } from './stack-options.js';
import { type PartStatus, SupervisedPart, type SupervisionTimings } from './supervised-part.js';

const defaultTimings: SupervisionTimings = {
  backoff: restartBackoff,
  readyPollMs: 100,
  healthCheckMs: 5_000,
  healthFailures: 3,
};

const DEFAULT_CLICKHOUSE_MEMORY_BYTES = 1_500_000_000;

/** Starts the embedded stack in this process and returns when every part is ready; on failure nothing keeps running. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const stack = await prepareStack(options, null);
  const cancel = () => void stack.stop();
  options.signal?.addEventListener('abort', cancel);
  try {
    await stack.start();
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
}

/**
 * Does everything that comes before the first start: prerequisites, downloads, the claim of the state folder, ports.
 * `controlPortName` is the port on which the caller will take orders; null when it takes none.
 */
export async function prepareStack(options: StackOptions, controlPortName: PortName | null): Promise<Stack> {
  requireNode();
  const names = partNames.filter((name) => options.only?.includes(name) ?? true);
  const paths = statePaths(resolve(options.stateDir));
  const root = options.root ?? findRepositoryRoot();
  const jarFolder = options.kafkaFolder ?? kafkaCacheFolder(root);
  const report = options.onProgress ?? (() => {});
  if (names.includes('kafka')) {
    await requireJava();
    await installKafka({ folder: jarFolder, onProgress: report, ...(options.signal && { signal: options.signal }) });
  }
  const portBase = options.freePorts ? await findFreePortBase(Math.random) : (options.portBase ?? DEFAULT_PORT_BASE);
  const ports = planPorts(portBase);
  await mkdir(paths.root, { recursive: true });
  const claim = await claimState({
    file: paths.supervisorFile,
    stateDir: paths.root,
    portBase,
    controlPort: controlPortName && ports[controlPortName],
    now: () => new Date(),
    onProgress: report,
  });
  try {
    const context: StackContext = {
      root,
      paths,
      ports,
      jarFolder,
      maxClickHouseMemoryBytes: options.maxClickHouseMemoryBytes ?? DEFAULT_CLICKHOUSE_MEMORY_BYTES,
      ...(await prepareLogins(paths.secrets, options.roles ?? [])),
    };
    const parts = names.map((name) => createPart(name, context));
    const needed = parts.flatMap((part) => part.portNames);
    await assertPortsFree(ports, controlPortName ? [controlPortName, ...needed] : needed);
    const supervised = new Map<PartName, SupervisedPart>();
    const onChange = (status: PartStatus) => {
      recordRunning(claim, supervised, report);
      options.onChange?.(status);
    };
    for (const [index, part] of parts.entries()) {
      const timings = { ...defaultTimings, ...options.timings };
      const logFile = paths.log(part.name);
      supervised.set(
        names[index] as PartName,
        new SupervisedPart({ part, logFile, timings, now: () => new Date(), onChange }),
      );
    }
    return new Stack({
      parts: supervised,
      endpoints: endpointsOf(context),
      steps: options,
      report,
      release: () => claim.release(),
    });
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** Keeps the state file true. A full disk must not end the supervision, so a failure is reported and no more. */
function recordRunning(
  claim: StateClaim,
  parts: ReadonlyMap<PartName, SupervisedPart>,
  report: (message: string) => void,
): void {
  const running = [...parts.values()].flatMap(({ name, status }) =>
    status.pid === null ? [] : [{ name, pid: status.pid }],
  );
  try {
    claim.record(running);
  } catch (error) {
    report(`the state file could not be written: ${(error as Error).message}`);
  }
}
