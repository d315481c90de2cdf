import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StellwerkError, type TopicSpec } from '@stellwerk/contracts';
import { createClickHousePart } from '../clickhouse/clickhouse.part.js';
import type { ClickHouseUser } from '../clickhouse/config.js';
import type { ClickHouseEndpoint } from '../clickhouse/ready.js';
import { findRepositoryRoot } from '../config.js';
import { errors } from '../errors.js';
import { installKafka, kafkaCacheFolder } from '../install/kafka-jars.js';
import { requireJava, requireNode } from '../install/prerequisites.js';
import { createKafkaPart } from '../kafka/kafka.part.js';
import { createTopics } from '../kafka/topics.js';
import type { Part } from '../part.js';
import { isPartName, type PartName, partDefinitions, partNames } from '../parts.js';
import { type StatePaths, statePaths } from '../paths.js';
import {
  assertPortsFree,
  DEFAULT_PORT_BASE,
  findFreePortBase,
  LOOPBACK,
  type PortName,
  type PortPlan,
  planPorts,
} from '../ports.js';
import { restartBackoff } from '../process/backoff.js';
import { readOrCreateSecret } from '../secrets.js';
import { createServicePart } from '../service/service.part.js';
import { type PartStatus, SupervisedPart, type SupervisionTimings } from './supervised-part.js';

/** A database login whose password the stack makes up and keeps among its secrets. */
export type ClickHouseRole = Omit<ClickHouseUser, 'password'>;

export interface StackEndpoints {
  readonly ports: PortPlan;
  readonly kafkaBrokers: readonly string[];
  readonly clickhouse: ClickHouseEndpoint;
  readonly secretsFolder: string;
}

export interface StackOptions {
  readonly stateDir: string;
  /** First of the range of ports; default 4600. */
  readonly portBase?: number;
  /** Look for a free range instead; for tests. */
  readonly freePorts?: boolean;
  /** Default: every part. */
  readonly only?: readonly PartName[];
  /** Root of the repository; default: the one this package lies in. */
  readonly root?: string;
  /** Where the broker's jars are kept; default: in `node_modules` of the root. */
  readonly kafkaFolder?: string;
  readonly topics?: readonly TopicSpec[];
  readonly roles?: readonly ClickHouseRole[];
  /** Brings the tables up to date; runs when ClickHouse is ready and before any service starts. */
  readonly migrate?: (clickhouse: ClickHouseEndpoint) => Promise<void>;
  /** Writes the control documents; runs when the topics exist and before any service starts. */
  readonly applyControl?: (endpoints: StackEndpoints) => Promise<void>;
  readonly maxClickHouseMemoryBytes?: number;
  readonly timings?: Partial<SupervisionTimings>;
  readonly onProgress?: (message: string) => void;
  readonly onChange?: (status: PartStatus) => void;
}

const defaultTimings: SupervisionTimings = {
  backoff: restartBackoff,
  readyPollMs: 100,
  healthCheckMs: 5_000,
  healthFailures: 3,
};

const DEFAULT_CLICKHOUSE_MEMORY_BYTES = 1_500_000_000;

/** Starts the embedded stack in this process and returns when every part is ready; on failure nothing keeps running. */
export async function startStack(options: StackOptions): Promise<Stack> {
  requireNode();
  const names = partNames.filter((name) => options.only?.includes(name) ?? true);
  const paths = statePaths(resolve(options.stateDir));
  const root = options.root ?? findRepositoryRoot();
  const jarFolder = options.kafkaFolder ?? kafkaCacheFolder(root);
  const report = options.onProgress ?? (() => {});
  if (names.includes('kafka')) {
    await requireJava();
    await installKafka({ folder: jarFolder, onProgress: report });
  }
  const portBase = options.freePorts ? await findFreePortBase(Math.random) : (options.portBase ?? DEFAULT_PORT_BASE);
  const ports = planPorts(portBase);
  await mkdir(paths.root, { recursive: true });
  const context = await prepareContext(options, { paths, root, jarFolder, ports });
  const parts = names.map((name) => createPart(name, context));
  await assertPortsFree(
    ports,
    parts.flatMap((part) => part.portNames),
  );
  const stack = new Stack(parts, context, options);
  try {
    await stack.start(report);
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

interface Context {
  readonly paths: StatePaths;
  readonly root: string;
  readonly jarFolder: string;
  readonly ports: PortPlan;
  readonly owner: ClickHouseUser;
  readonly users: readonly ClickHouseUser[];
  readonly clickhouse: ClickHouseEndpoint;
  readonly maxClickHouseMemoryBytes: number;
}

type Places = Pick<Context, 'paths' | 'root' | 'jarFolder' | 'ports'>;

async function prepareContext(options: StackOptions, places: Places): Promise<Context> {
  const { secrets } = places.paths;
  const owner = { name: 'stellwerk', password: await readOrCreateSecret(secrets, 'clickhouse-password') };
  const users: ClickHouseUser[] = [];
  for (const role of options.roles ?? []) {
    users.push({ ...role, password: await readOrCreateSecret(secrets, `clickhouse-password-${role.name}`) });
  }
  return {
    ...places,
    owner,
    users,
    clickhouse: {
      url: `http://${LOOPBACK}:${places.ports.clickhouseHttp}`,
      user: owner.name,
      password: owner.password,
    },
    maxClickHouseMemoryBytes: options.maxClickHouseMemoryBytes ?? DEFAULT_CLICKHOUSE_MEMORY_BYTES,
  };
}

function createPart(name: PartName, context: Context): Part {
  const { paths, ports } = context;
  const folder = paths.data(name);
  switch (name) {
    case 'kafka':
      return createKafkaPart({ folder, jarFolder: context.jarFolder, ports });
    case 'clickhouse':
      return createClickHousePart({
        folder,
        ports,
        owner: context.owner,
        users: context.users,
        maxServerMemoryBytes: context.maxClickHouseMemoryBytes,
      });
    default:
      return createServicePart({
        name,
        root: context.root,
        folder,
        secretsFolder: paths.secrets,
        ports,
        extraPortNames: partDefinitions[name].extraPortNames,
        clickhouse: context.clickhouse,
      });
  }
}

/** A running stack. */
export class Stack implements StackEndpoints {
  readonly ports: PortPlan;
  readonly kafkaBrokers: readonly string[];
  readonly clickhouse: ClickHouseEndpoint;
  readonly secretsFolder: string;
  /** Password of each role. */
  readonly rolePasswords: Readonly<Record<string, string>>;
  readonly #parts: Map<string, SupervisedPart>;
  readonly #starting: SupervisedPart[] = [];

  constructor(
    parts: readonly Part[],
    context: Context,
    private readonly options: StackOptions,
  ) {
    this.ports = context.ports;
    this.kafkaBrokers = [`${LOOPBACK}:${context.ports.kafka}`];
    this.clickhouse = context.clickhouse;
    this.secretsFolder = context.paths.secrets;
    this.rolePasswords = Object.fromEntries(context.users.map((user) => [user.name, user.password]));
    const timings = { ...defaultTimings, ...options.timings };
    this.#parts = new Map(
      parts.map((part) => [
        part.name,
        new SupervisedPart({
          part,
          logFile: context.paths.log(part.name),
          timings,
          now: () => new Date(),
          onChange: (status) => options.onChange?.(status),
        }),
      ]),
    );
  }

  /** Base URL of a part's HTTP interface. */
  url(name: Exclude<PortName, 'kafka' | 'kafkaController' | 'clickhouseTcp'>): string {
    return `http://${LOOPBACK}:${this.ports[name]}`;
  }

  get status(): PartStatus[] {
    return [...this.#parts.values()].map((part) => part.status);
  }

  async start(report: (message: string) => void): Promise<void> {
    const kinds = (kind: string) =>
      [...this.#parts.values()].filter((part) => isPartName(part.name) && partDefinitions[part.name].kind === kind);
    await this.#startAll([...kinds('kafka'), ...kinds('clickhouse')], report);
    await this.#prepareStores(report);
    await this.#startAll(kinds('service'), report);
  }

  /** Stops every part, the last started first. */
  async stop(): Promise<void> {
    for (const part of this.#starting.splice(0).reverse()) await part.stop();
  }

  /** Sends a signal to a part's program; it is started again like after any other death. */
  kill(name: PartName, signal: NodeJS.Signals): boolean {
    return this.#part(name).kill(signal);
  }

  /** Stops and starts one part in order. */
  async restart(name: PartName): Promise<void> {
    await this.#part(name).stop();
    await this.#part(name).start();
  }

  async #prepareStores(report: (message: string) => void): Promise<void> {
    const { topics = [], migrate, applyControl } = this.options;
    if (topics.length > 0 && this.#parts.has('kafka')) {
      report('creating topics');
      await createTopics(this.kafkaBrokers, topics);
    }
    if (migrate && this.#parts.has('clickhouse')) {
      report('bringing tables up to date');
      await migrate(this.clickhouse);
    }
    if (applyControl && this.#parts.has('kafka')) {
      report('writing control documents');
      await applyControl(this);
    }
  }

  /** Starts parts side by side; the first failure is thrown after all have settled. */
  async #startAll(parts: readonly SupervisedPart[], report: (message: string) => void): Promise<void> {
    const outcomes = await Promise.allSettled(
      parts.map(async (part) => {
        const began = performance.now();
        report(`starting ${part.name}`);
        this.#starting.push(part);
        await part.start();
        report(`${part.name} ready after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  #part(name: string): SupervisedPart {
    const part = this.#parts.get(name);
    if (part) return part;
    throw new StellwerkError(errors.UNKNOWN_PART, { part: name, known: [...this.#parts.keys()].join(', ') });
  }
}
