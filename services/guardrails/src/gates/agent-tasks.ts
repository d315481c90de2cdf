import { StellwerkError } from '@stellwerk/contracts';
import {
  type Caller,
  type Confidentiality,
  CostAnomalies,
  type CostAnomaly,
  type Execution,
  type ExecutionJournal,
  type GatedExecutor,
  integrityOf,
  type JsonObject,
  type PlannedStep,
  type Provenance,
  TaskContext,
} from '@stellwerk/guard';
import { errors } from '../errors.js';

const MAX_TASKS = 10_000;
const MAX_IDLE_MS = 3_600_000;

/** What an agent's task is opened with. */
export interface TaskRequest {
  readonly tenant: string;
  /** The token that opens it: an agent cannot give itself another name. */
  readonly agent: string;
  readonly roles: readonly string[];
  readonly model: string;
  readonly taskKind: string;
  readonly user: string;
  /** What the user asked for, word for word. */
  readonly request: string;
  readonly confidentiality: Confidentiality;
}

interface OpenTask {
  readonly caller: Caller;
  readonly context: TaskContext;
  usedAtMs: number;
}

export interface AgentTasksParts {
  readonly executor: GatedExecutor;
  readonly journal: ExecutionJournal;
  readonly now: () => number;
  readonly newId: () => string;
}

/**
 * Tasks of agents with what they have read so far. They live in memory: what a task has read cannot be known after a restart, and
 * without it nothing may be decided, so its calls are refused and the agent opens a new one.
 */
export class AgentTasks {
  /** In order of last use. */
  readonly #tasks = new Map<string, OpenTask>();
  readonly #anomalies = new CostAnomalies();

  constructor(private readonly parts: AgentTasksParts) {}

  /** @throws GRS_TOO_MANY_TASKS */
  open({ request, confidentiality, ...who }: TaskRequest): string {
    this.#forgetIdle();
    if (this.#tasks.size >= MAX_TASKS) throw new StellwerkError(errors.TOO_MANY_TASKS, { limit: MAX_TASKS });
    const taskId = this.parts.newId();
    const context = new TaskContext();
    context.read({ text: request, label: { integrity: 'trusted', confidentiality, origins: ['user'] } });
    this.#tasks.set(taskId, { caller: { ...who, taskId }, context, usedAtMs: this.parts.now() });
    return taskId;
  }

  /** Notes steps that the task will take. @throws GRS_TASK_UNKNOWN, GRS_TASK_FOREIGN, GRS_TOO_LATE_TO_PLAN */
  plan(taskId: string, agent: string, steps: readonly PlannedStep[]): void {
    const { context } = this.#find(taskId, agent);
    for (const step of steps) {
      if (!context.plan(step)) throw new StellwerkError(errors.TOO_LATE_TO_PLAN, {}, { field: 'steps' });
    }
  }

  /** Tells what the agent has read beside the answers of tools. @throws GRS_TASK_UNKNOWN, GRS_TASK_FOREIGN */
  read(
    taskId: string,
    agent: string,
    reading: { text: string; provenance: Provenance; confidentiality: Confidentiality; origin: string },
  ): void {
    const { context } = this.#find(taskId, agent);
    const { text, provenance, confidentiality, origin } = reading;
    context.read({ text, label: { integrity: integrityOf[provenance], confidentiality, origins: [origin] } });
  }

  /** @throws GRS_TASK_UNKNOWN, GRS_TASK_FOREIGN */
  async call(
    taskId: string,
    agent: string,
    call: { callId: string; tool: string; arguments: JsonObject; dryRun: boolean },
  ): Promise<Execution> {
    const { caller, context } = this.#find(taskId, agent);
    const { dryRun, ...rest } = call;
    return this.parts.executor.execute({ ...rest, caller }, context, { dryRun });
  }

  /** Ends a task, and says what it cost and whether that is out of the ordinary. @throws GRS_TASK_UNKNOWN, GRS_TASK_FOREIGN */
  async end(taskId: string, agent: string): Promise<{ costMicros: number; anomaly: CostAnomaly | null }> {
    const { caller } = this.#find(taskId, agent);
    this.#forget(taskId, caller);
    const entries = await this.parts.journal.ofTask(caller.tenant, taskId);
    const costMicros = entries.reduce((sum, { result }) => sum + (result?.costMicros ?? 0), 0);
    return { costMicros, anomaly: this.#anomalies.observe(`${caller.tenant}/${caller.taskKind}`, costMicros) };
  }

  #find(taskId: string, agent: string): OpenTask {
    this.#forgetIdle();
    const task = this.#tasks.get(taskId);
    if (!task) throw new StellwerkError(errors.TASK_UNKNOWN, { task: taskId }, { field: 'task' });
    if (task.caller.agent !== agent) throw new StellwerkError(errors.TASK_FOREIGN, {}, { field: 'task' });
    this.#tasks.delete(taskId);
    this.#tasks.set(taskId, task);
    task.usedAtMs = this.parts.now();
    return task;
  }

  #forgetIdle(): void {
    const before = this.parts.now() - MAX_IDLE_MS;
    for (const [taskId, { usedAtMs, caller }] of this.#tasks) {
      if (usedAtMs >= before) return;
      this.#forget(taskId, caller);
    }
  }

  #forget(taskId: string, caller: Caller): void {
    this.#tasks.delete(taskId);
    this.parts.executor.endTask(caller);
  }
}
