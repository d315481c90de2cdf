import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findRepositoryRoot } from '../config.js';
import { installKafka, kafkaCacheFolder } from '../install/kafka-jars.js';
import { installModels } from '../install/models.js';
import { requireJava, requireNode } from '../install/prerequisites.js';
import { installQdrant } from '../install/qdrant.js';
import { type PartName, partNames } from '../parts.js';
import { type StatePaths, statePaths } from '../paths.js';
import {
  assertPortsFree,
  DEFAULT_PORT_BASE,
  findFreePortBase,
  type PortName,
  type PortPlan,
  planPorts,
} from '../ports.js';
import { restartBackoff } from '../process/backoff.js';
import { claimState, type StateClaim } from './claim.js';
import { createPart, endpointsOf, prepareLogins, type StackContext } from './create-parts.js';
import type { PartStatus, SupervisionTimings } from './part-status.js';
import { Stack } from './stack.js';
import type { StackOptions } from './stack-options.js';
import { SupervisedPart } from './supervised-part.js';

const defaultTimings: SupervisionTimings = {
  backoff: restartBackoff,
  readyPollMs: 100,
  healthCheckMs: 5_000,
  healthFailures: 3,
};

const DEFAULT_CLICKHOUSE_MEMORY_BYTES = 1_500_000_000;

/**
 * Does everything that comes before the first start: prerequisites, downloads, the claim of the state folder, ports.
 * `controlPortName` is the port on which the caller will take orders; null when it takes none.
 */
export async function prepareStack(options: StackOptions, controlPortName: PortName | null): Promise<Stack> {
  const report = options.onProgress ?? (() => {});
  const names = partNames.filter((name) => options.only?.includes(name) ?? true);
  const paths = statePaths(resolve(options.stateDir));
  const root = options.root ?? findRepositoryRoot();
  const jarFolder = options.kafkaFolder ?? kafkaCacheFolder(root);
  await install(names, { root, jarFolder }, options, report);
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
    const context = await createContext(options, { root, paths, ports, jarFolder });
    const supervised = supervise(names, context, options, claim);
    const portsOfParts = [...supervised.values()].flatMap((part) => part.portNames);
    await assertPortsFree(ports, controlPortName ? [controlPortName, ...portsOfParts] : portsOfParts);
    const release = () => claim.release();
    return new Stack({ parts: supervised, endpoints: endpointsOf(context), steps: options, report, release });
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** Side by side, because each waits for the network most of the time; the first failure ends the others. */
async function install(
  names: readonly PartName[],
  { root, jarFolder }: { root: string; jarFolder: string },
  { signal }: StackOptions,
  onProgress: (message: string) => void,
): Promise<void> {
  requireNode();
  if (names.includes('kafka')) await requireJava();
  const oneFailed = new AbortController();
  const steps = { onProgress, signal: AbortSignal.any([oneFailed.signal, ...(signal ? [signal] : [])]) };
  const installs = [
    names.includes('kafka') && installKafka({ folder: jarFolder, ...steps }),
    names.includes('models') && installModels({ root, ...steps }),
    names.includes('qdrant') && installQdrant({ root, ...steps }),
  ];
  try {
    await Promise.all(installs);
  } catch (error) {
    oneFailed.abort();
    await Promise.allSettled(installs);
    throw error;
  }
}

async function createContext(
  options: StackOptions,
  places: { root: string; paths: StatePaths; ports: PortPlan; jarFolder: string },
): Promise<StackContext> {
  return {
    ...places,
    ...(options.kafkaProperties && { kafkaProperties: options.kafkaProperties(places.ports) }),
    maxClickHouseMemoryBytes: options.maxClickHouseMemoryBytes ?? DEFAULT_CLICKHOUSE_MEMORY_BYTES,
    ...(await prepareLogins(places.paths.secrets, options.roles ?? [])),
  };
}

/** The parts under supervision; every change of one is recorded in the state file and passed on. */
function supervise(
  names: readonly PartName[],
  context: StackContext,
  options: StackOptions,
  claim: StateClaim,
): Map<PartName, SupervisedPart> {
  const supervised = new Map<PartName, SupervisedPart>();
  const onChange = (status: PartStatus) => {
    recordRunning(claim, [...supervised.values()], options.onProgress);
    options.onChange?.(status);
  };
  for (const name of names) {
    const part = createPart(name, context);
    const timings = { ...defaultTimings, ...options.timings };
    const logFile = context.paths.log(name);
    supervised.set(name, new SupervisedPart({ part, logFile, timings, now: () => new Date(), onChange }));
  }
  return supervised;
}

/** Keeps the state file true. A full disk must not end the supervision, so a failure is reported and no more. */
function recordRunning(
  claim: StateClaim,
  parts: readonly SupervisedPart[],
  report: ((message: string) => void) | undefined,
): void {
  const running = parts.flatMap(({ name, status }) => (status.pid === null ? [] : [{ name, pid: status.pid }]));
  try {
    claim.record(running);
  } catch (error) {
    report?.(`the state file could not be written: ${(error as Error).message}`);
  }
}
