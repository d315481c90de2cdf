import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Approvals, type Bus, type ControlTable, createApprovals } from '@stellwerk/bus';
import {
  type ClickHouseClient,
  type ClickHouseOptions,
  clickHouseHealth,
  createClickHouse,
} from '@stellwerk/clickhouse';
import {
  BUS,
  CLOCK,
  type Clock,
  CONFIG,
  CONTROL_TABLE,
  HEALTH,
  type HealthRegistry,
  LOGGER,
  type Logger,
} from '@stellwerk/service';
import { RunQuestions } from './adapters/run-questions.js';
import { TaskThreads } from './adapters/task-threads.js';
import { ClickHouseTenantData } from './adapters/tenant-data.js';
import { Budgets } from './budget/budgets.js';
import { PlanFiles } from './budget/plan-files.js';
import { ProposalDesk } from './budget/proposal-desk.js';
import { Proposals } from './budget/proposals.js';
import type { Config } from './config.js';
import { Fits, type TenantData } from './fits.js';
import { ForecastRecords } from './forecast-records.js';
import { describeHealth } from './health.js';
import { BudgetsController } from './http/budgets.controller.js';
import { FitsController } from './http/fits.controller.js';
import { QuestionsController } from './http/questions.controller.js';
import { RefitsController } from './http/refits.controller.js';
import { ChildFits } from './jobs/child-fits.js';
import { FitExecution } from './jobs/fit-execution.js';
import { FitQueue } from './jobs/fit-queue.js';
import { FitTelling } from './jobs/fit-telling.js';
import { JobRecord } from './jobs/job-record.js';
import { promoteWhenBetter } from './jobs/promotion.js';
import { Refits } from './refits.js';
import { Champions } from './registry/champions.js';
import { FitRegistry } from './registry/registry.js';
import { readSummaryOf } from './run/read-summary.js';
import { MODEL_VERSION } from './run/version.js';

const CLICKHOUSE = Symbol('ClickHouseClient');
const APPROVALS = Symbol('Approvals');
const EXECUTION = Symbol('FitExecution');
const TENANT_DATA = Symbol('TenantData');

const clickHouseOf = (config: Config): ClickHouseOptions => ({
  url: config.clickHouseUrl,
  user: config.clickHouseUser,
  password: config.clickHousePassword,
});

/** What the service is made of. */
@Module({
  controllers: [FitsController, BudgetsController, QuestionsController, RefitsController],
  providers: [
    {
      provide: CLICKHOUSE,
      inject: [CONFIG, HEALTH],
      useFactory: (config: Config, health: HealthRegistry) => {
        const client = createClickHouse(clickHouseOf(config));
        health.register('clickhouse', () => clickHouseHealth(client));
        return client;
      },
    },
    { provide: FitRegistry, inject: [CONFIG], useFactory: ({ stateDir }: Config) => FitRegistry.open(stateDir) },
    { provide: Champions, inject: [BUS], useFactory: (bus: Bus) => Champions.open(bus) },
    { provide: Proposals, inject: [BUS], useFactory: (bus: Bus) => Proposals.open(bus) },
    {
      provide: APPROVALS,
      inject: [BUS],
      useFactory: async (bus: Bus) => {
        const approvals = await createApprovals(bus);
        await approvals.ready;
        return approvals;
      },
    },
    {
      provide: FitTelling,
      inject: [BUS, CLOCK, CONFIG, FitRegistry, Champions],
      useFactory: (bus: Bus, clock: Clock, { keptRuns }: Config, registry: FitRegistry, champions: Champions) =>
        new FitTelling({
          ...{ bus, clock, registry, keptRuns },
          jobs: new JobRecord(bus, clock),
          isKept: (runId) => champions.isChampion(runId),
          passed: promoteWhenBetter({ champions, registry, clock, readSummary: readSummaryOf(registry) }),
        }),
    },
    {
      provide: EXECUTION,
      inject: [CONFIG, FitRegistry, FitTelling, CLOCK, LOGGER],
      useFactory: (config: Config, registry: FitRegistry, listener: FitTelling, clock: Clock, logger: Logger) => {
        const readSummary = readSummaryOf(registry);
        const { maxFitSeconds: maxSeconds, maxFitMegabytes: maxMegabytes, fitWorkers: workers } = config;
        const runner = new ChildFits({ maxSeconds, maxMegabytes, workers, readSummary });
        return new FitExecution({ registry, runner, listener, readSummary, clock, logger });
      },
    },
    {
      provide: FitQueue,
      inject: [CONFIG, FitRegistry, EXECUTION, LOGGER],
      useFactory: (
        { maxWaitingFits: maxWaiting }: Config,
        registry: FitRegistry,
        execution: FitExecution,
        logger: Logger,
      ) => new FitQueue({ registry, execution, maxWaiting, logger }),
    },
    {
      provide: TENANT_DATA,
      inject: [CONFIG, TaskThreads, CONTROL_TABLE, CLOCK],
      useFactory: (config: Config, threads: TaskThreads, control: ControlTable, clock: Clock) =>
        new ClickHouseTenantData(threads, clickHouseOf(config), control, clock),
    },
    {
      provide: Fits,
      inject: [TENANT_DATA, FitQueue, CONTROL_TABLE, CLOCK],
      useFactory: (data: TenantData, queue: FitQueue, control: ControlTable, clock: Clock) =>
        new Fits({ data, queue, control, clock, modelVersion: MODEL_VERSION }),
    },
    {
      provide: ForecastRecords,
      inject: [TENANT_DATA, FitRegistry, RunQuestions, CONTROL_TABLE],
      useFactory: (data: TenantData, registry: FitRegistry, questions: RunQuestions, control: ControlTable) =>
        new ForecastRecords({ data, registry, questions, control }),
    },
    {
      provide: Refits,
      inject: [Fits, Champions, FitRegistry, ForecastRecords, CONTROL_TABLE, CLOCK],
      useFactory: (
        fits: Fits,
        champions: Champions,
        registry: FitRegistry,
        records: ForecastRecords,
        control: ControlTable,
        clock: Clock,
      ) => new Refits({ fits, champions, registry, control, clock, records, readSummary: readSummaryOf(registry) }),
    },
    { provide: TaskThreads, useFactory: () => new TaskThreads() },
    {
      provide: RunQuestions,
      inject: [TaskThreads, FitRegistry],
      useFactory: (threads: TaskThreads, registry: FitRegistry) => new RunQuestions(threads, registry),
    },
    {
      provide: ProposalDesk,
      inject: [Champions, FitRegistry, Proposals, APPROVALS, RunQuestions, CONFIG, CONTROL_TABLE, CLOCK],
      useFactory: (
        champions: Champions,
        registry: FitRegistry,
        proposals: Proposals,
        approvals: Approvals,
        planner: RunQuestions,
        { stateDir }: Config,
        control: ControlTable,
        clock: Clock,
      ) =>
        new ProposalDesk({
          champions,
          registry,
          proposals,
          approvals,
          planner,
          plans: new PlanFiles(stateDir),
          control,
          clock,
        }),
    },
    {
      provide: Budgets,
      inject: [BUS, CONTROL_TABLE, APPROVALS, Proposals, CLOCK],
      useFactory: (bus: Bus, control: ControlTable, approvals: Approvals, proposals: Proposals, clock: Clock) =>
        new Budgets({ bus, control, approvals, proposals, clock }),
    },
  ],
})
export class AppModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(CLICKHOUSE) private readonly client: ClickHouseClient,
    @Inject(HEALTH) private readonly health: HealthRegistry,
    @Inject(FitRegistry) private readonly registry: FitRegistry,
    @Inject(Champions) private readonly champions: Champions,
    @Inject(Proposals) private readonly proposals: Proposals,
    @Inject(APPROVALS) private readonly approvals: Approvals,
    @Inject(FitQueue) private readonly queue: FitQueue,
    @Inject(TaskThreads) private readonly threads: TaskThreads,
  ) {}

  onApplicationBootstrap(): void {
    describeHealth(this.health, { registry: this.registry, champions: this.champions, queue: this.queue });
    this.queue.resume();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.queue.close(), this.threads.close()]);
    await Promise.all([this.champions.close(), this.proposals.close(), this.approvals.stop()]);
    await this.client.close();
  }
}
