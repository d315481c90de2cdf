import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { type Approvals, type Bus, type ControlTable, createApprovals } from '@stellwerk/bus';
import { createDeepChecker, Gate, GatedExecutor, shippedSentenceHead } from '@stellwerk/guard';
import {
  AllowedHosts,
  defaultModelPolicy,
  ModelDispatch,
  readModelKeys,
  reconnecting,
  withKey,
} from '@stellwerk/models';
import { BUS, CLOCK, type Clock, CONFIG, CONTROL_TABLE, errorFields, LOGGER, type Logger } from '@stellwerk/service';
import { EmbeddedDeepModels } from './adapters/embedded-deep-models.js';
import { LmdbJournal } from './adapters/lmdb-journal.js';
import type { Config } from './config.js';
import { errors } from './errors.js';
import { AgentTasks } from './gates/agent-tasks.js';
import { BusApprovals } from './gates/bus-approvals.js';
import { ControlRules } from './gates/control-rules.js';
import { DecisionLog } from './gates/decision-log.js';
import type { Fetch } from './gates/http-tool.js';
import { restoreBudgets } from './gates/restore-budgets.js';
import { ChatController } from './http/chat.controller.js';
import { TasksController } from './http/tasks.controller.js';
import { TextsController } from './http/texts.controller.js';
import { ChatProxy } from './proxy/chat-proxy.js';
import { ChatRecord } from './proxy/chat-record.js';
import { ModelRoutes } from './proxy/model-routes.js';
import { UsageLimits } from './proxy/usage-limits.js';
import { FastTextGuard } from './text/fast-text-guard.js';
import { TextChecks } from './text/text-checks.js';
import { TieredTextGuard } from './text/tiered-text-guard.js';
import { CALL_APPROVALS, FETCH, JOURNAL } from './tokens.js';

/** What the service is made of. */
@Module({
  controllers: [TasksController, ChatController, TextsController],
  providers: [
    { provide: FETCH, useValue: fetch },
    {
      provide: JOURNAL,
      inject: [CONFIG],
      useFactory: ({ stateDir }: Config) => new LmdbJournal(stateDir),
    },
    {
      provide: CALL_APPROVALS,
      inject: [BUS],
      useFactory: async (bus: Bus) => {
        const approvals = await createApprovals(bus);
        await approvals.ready;
        return approvals;
      },
    },
    {
      provide: DecisionLog,
      inject: [BUS, CLOCK],
      useFactory: (bus: Bus, clock: Clock) => new DecisionLog(bus, clock),
    },
    {
      provide: FastTextGuard,
      inject: [CONTROL_TABLE],
      useFactory: (control: ControlTable) => new FastTextGuard(control, () => performance.now()),
    },
    {
      provide: TieredTextGuard,
      inject: [FastTextGuard, CONFIG, FETCH],
      useFactory: (fast: FastTextGuard, { modelsUrl, embeddedModelsKeyFile: keyFile }: Config, http: Fetch) => {
        if (modelsUrl === undefined) return new TieredTextGuard(fast, undefined);
        const head = shippedSentenceHead();
        const { retryBudget } = defaultModelPolicy;
        const models = new EmbeddedDeepModels(
          modelsUrl,
          head.model,
          reconnecting(withKey(http, keyFile), retryBudget, Date.now),
        );
        return new TieredTextGuard(fast, createDeepChecker({ models, head }));
      },
    },
    {
      provide: TextChecks,
      inject: [TieredTextGuard, DecisionLog, CONFIG],
      useFactory: (guard: TieredTextGuard, log: DecisionLog, { pseudonymKeyFile: file }: Config) =>
        new TextChecks(guard, log, () => performance.now(), file === undefined ? undefined : readFileSync(file)),
    },
    {
      provide: ChatProxy,
      inject: [TieredTextGuard, ControlRules, CONTROL_TABLE, DecisionLog, BUS, CLOCK, CONFIG, FETCH],
      useFactory: (
        guard: TieredTextGuard,
        rules: ControlRules,
        control: ControlTable,
        log: DecisionLog,
        bus: Bus,
        clock: Clock,
        { modelHosts, modelKeysFile }: Config,
        http: Fetch,
      ) => {
        const now = () => clock().getTime();
        const hosts = new AllowedHosts('STELLWERK_MODEL_HOSTS', modelHosts, errors.HOST_NOT_ALLOWED);
        return new ChatProxy({
          guard,
          control,
          now,
          stopwatch: () => performance.now(),
          routes: new ModelRoutes(
            new ModelDispatch({ control, hosts, keys: readModelKeys(modelKeysFile), fetch: http, now }),
          ),
          limits: new UsageLimits(rules, control),
          record: new ChatRecord(bus, log, clock),
        });
      },
    },
    {
      provide: ControlRules,
      inject: [CONTROL_TABLE, CONFIG, FETCH, LOGGER],
      useFactory: (control: ControlTable, { toolHosts }: Config, http: Fetch, logger: Logger) =>
        new ControlRules(
          control,
          new AllowedHosts('STELLWERK_TOOL_HOSTS', toolHosts, errors.HOST_NOT_ALLOWED),
          http,
          (document, problem) => logger.warn('a document is not used', { document, ...errorFields(problem) }),
        ),
    },
    {
      provide: AgentTasks,
      inject: [ControlRules, JOURNAL, CALL_APPROVALS, DecisionLog, CLOCK],
      useFactory: (rules: ControlRules, journal: LmdbJournal, approvals: Approvals, log: DecisionLog, clock: Clock) => {
        const now = () => clock().getTime();
        const gate = new Gate(rules);
        restoreBudgets(gate, rules, journal, now());
        const executor = new GatedExecutor({
          gate,
          tool: (name, tenant) => rules.gatedTool(name, tenant),
          journal,
          approvals: new BusApprovals(approvals, clock),
          now,
          record: (record) => log.writeCall(record),
        });
        return new AgentTasks({ executor, journal, now, newId: randomUUID });
      },
    },
  ],
})
export class AppModule implements OnModuleDestroy {
  constructor(
    @Inject(JOURNAL) private readonly journal: LmdbJournal,
    @Inject(CALL_APPROVALS) private readonly approvals: Approvals,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await this.approvals.stop();
    await this.journal.close();
  }
}
