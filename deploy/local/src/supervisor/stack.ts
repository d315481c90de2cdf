import { StellwerkError } from '@stellwerk/contracts';
import type { ClickHouseEndpoint } from '../clickhouse/ready.js';
import { errors } from '../errors.js';
import { createTopics } from '../kafka/topics.js';
import { type PartDefinition, type PartName, partDefinitions } from '../parts.js';
import { LOOPBACK, type PortName, type PortPlan, portOffsets } from '../ports.js';
import { pause } from '../process/wait.js';
import type { PartStatus } from './part-status.js';
import type { StackEndpoints, StackSteps } from './stack-options.js';
import type { SupervisedPart } from './supervised-part.js';

type HttpPortName = Exclude<PortName, 'kafka' | 'kafkaController' | 'clickhouseTcp'>;

export interface StackDeps {
  readonly parts: ReadonlyMap<PartName, SupervisedPart>;
  readonly endpoints: StackEndpoints;
  readonly steps: StackSteps;
  readonly report: (message: string) => void;
  /** Runs after the last part has stopped. */
  readonly release: () => void;
}

/** The parts of one stack: started in order, kept running, stopped in reverse order. */
export class Stack implements StackEndpoints {
  readonly ports: PortPlan;
  readonly kafkaBrokers: readonly string[];
  readonly clickhouse: ClickHouseEndpoint;
  readonly rolePasswords: Readonly<Record<string, string>>;
  readonly secretsFolder: string;
  readonly #started: SupervisedPart[] = [];
  readonly #stopping = new AbortController();
  #stopped: Promise<void> | undefined;

  constructor(private readonly deps: StackDeps) {
    const { ports, kafkaBrokers, clickhouse, rolePasswords, secretsFolder } = deps.endpoints;
    this.ports = ports;
    this.kafkaBrokers = kafkaBrokers;
    this.clickhouse = clickhouse;
    this.rolePasswords = rolePasswords;
    this.secretsFolder = secretsFolder;
  }

  get status(): PartStatus[] {
    return [...this.deps.parts.values()].map((part) => part.status);
  }

  /** First port of the range. */
  get portBase(): number {
    return this.ports.supervisor - portOffsets.supervisor;
  }

  /** Base URL of a part's HTTP interface. */
  url(name: HttpPortName): string {
    return `http://${LOOPBACK}:${this.ports[name]}`;
  }

  /** Stores first, then what they must contain, then the services. */
  async start(): Promise<void> {
    await this.#startAll(['kafka', 'clickhouse', 'models', 'qdrant']);
    await this.#prepareStores();
    await this.#startAll(['service']);
  }

  /** Stops every part, the last started first. Repeated calls wait for the same stop. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  /**
   * Sends a signal to a part's program, which is started again like after any other death. After SIGKILL it returns
   * when the program is gone. False when the part did not run.
   */
  async kill(name: PartName, signal: NodeJS.Signals): Promise<boolean> {
    return this.#part(name).kill(signal);
  }

  /** Stops and starts one part in order. */
  async restart(name: PartName): Promise<void> {
    const part = this.#part(name);
    await part.stop();
    if (!this.#stopping.signal.aborted) await part.start();
  }

  /** Waits until a part is ready again, for instance after `kill`. @throws LOC_PART_TIMED_OUT. */
  async whenReady(name: PartName, timeoutMs: number): Promise<void> {
    const part = this.#part(name);
    const deadline = performance.now() + timeoutMs;
    while (!part.ready) {
      if (performance.now() > deadline) {
        throw new StellwerkError(errors.PART_TIMED_OUT, { part: name, seconds: timeoutMs / 1_000, log: part.logFile });
      }
      await pause(50, this.#stopping.signal);
    }
  }

  async #prepareStores(): Promise<void> {
    const { steps, parts, report } = this.deps;
    if (steps.topics?.length && parts.has('kafka')) {
      report('creating topics');
      await createTopics({ brokers: this.kafkaBrokers }, steps.topics);
    }
    if (steps.migrate && parts.has('clickhouse')) {
      report('bringing tables up to date');
      await steps.migrate(this.clickhouse);
    }
    if (steps.applyControl && parts.has('kafka')) {
      report('writing control documents');
      await steps.applyControl(this);
    }
  }

  /** Starts the parts of these kinds side by side; a failure is thrown after all have settled. */
  async #startAll(kinds: readonly PartDefinition['kind'][]): Promise<void> {
    const chosen = [...this.deps.parts].filter(([name]) => kinds.includes(partDefinitions[name].kind));
    const outcomes = await Promise.allSettled(chosen.map(([, part]) => this.#startOne(part)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #startOne(part: SupervisedPart): Promise<void> {
    if (this.#stopping.signal.aborted) throw new StellwerkError(errors.START_CANCELLED);
    const began = performance.now();
    this.deps.report(`starting ${part.name}`);
    this.#started.push(part);
    await part.start();
    this.deps.report(`${part.name} ready after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  }

  async #stopAll(): Promise<void> {
    this.#stopping.abort();
    for (const part of this.#started.toReversed()) {
      if (part.status.state === 'stopped') continue;
      this.deps.report(`stopping ${part.name}`);
      await part.stop();
    }
    this.deps.release();
  }

  #part(name: PartName): SupervisedPart {
    const part = this.deps.parts.get(name);
    if (part) return part;
    throw new StellwerkError(errors.UNKNOWN_PART, { part: name, known: [...this.deps.parts.keys()].join(', ') });
  }
}
