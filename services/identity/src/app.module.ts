import { Module, type OnModuleDestroy } from '@nestjs/common';
import type { Bus, ControlTable } from '@stellwerk/bus';
import { BUS, CLOCK, type Clock, CONFIG, CONTROL_TABLE } from '@stellwerk/service';
import { AssertionWorker } from './assertion-worker.js';
import { ComponentWorker } from './component-worker.js';
import type { Config } from './config.js';
import { componentCommand } from './contracts.js';
import { DirectoryWorker } from './directory-worker.js';
import { GraphReplica } from './graph-replica.js';
import { IdentityConsumer } from './http/identity.consumer.js';
import { PersonsController } from './http/persons.controller.js';
import { ProgressController } from './http/progress.controller.js';
import { PersonLookup } from './person-lookup.js';
import { createPolicies } from './policy.js';
import { PROGRESS, type Progress } from './progress.js';

/** What the service is made of. */
@Module({
  controllers: [IdentityConsumer, PersonsController, ProgressController],
  providers: [
    { provide: PROGRESS, useFactory: (): Progress => ({ subscriptions: () => [] }) },
    { provide: AssertionWorker, inject: [BUS], useFactory: (bus: Bus) => new AssertionWorker(bus) },
    {
      provide: DirectoryWorker,
      inject: [BUS, CONFIG],
      useFactory: (bus: Bus, { stateDir }: Config) => new DirectoryWorker({ bus, stateDir }),
    },
    {
      provide: ComponentWorker,
      inject: [BUS, CONFIG, CLOCK, CONTROL_TABLE],
      useFactory: (bus: Bus, { stateDir }: Config, clock: Clock, control: ControlTable) =>
        new ComponentWorker({ bus, stateDir, clock, policyOf: createPolicies(control) }),
    },
    {
      provide: GraphReplica,
      inject: [BUS, CONFIG],
      useFactory: (bus: Bus, { stateDir }: Config) => new GraphReplica({ bus, stateDir }),
    },
    {
      provide: PersonLookup,
      inject: [BUS, ComponentWorker, GraphReplica, CONTROL_TABLE],
      useFactory: (bus: Bus, components: ComponentWorker, replica: GraphReplica, control: ControlTable) =>
        new PersonLookup({
          held: () => components.tables(),
          holdsAll: async () => components.tables().length === (await bus.offsets(componentCommand.type)).size,
          replica,
          policyOf: createPolicies(control),
        }),
    },
  ],
})
export class AppModule implements OnModuleDestroy {
  constructor(
    private readonly directory: DirectoryWorker,
    private readonly components: ComponentWorker,
    private readonly replica: GraphReplica,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.directory.close(), this.components.close(), this.replica.close()]);
  }
}
