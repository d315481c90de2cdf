import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { type Approvals, type Bus, type ControlTable, createApprovals } from '@stellwerk/bus';
import { AccessRecord } from '../access-record.js';
import { DeadLettersController } from '../dead-letters/dead-letters.controller.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { BUS, CLOCK, type Clock, CONTROL_TABLE } from '../tokens.js';
import { APPROVALS, ApprovalsController } from './approvals.controller.js';
import { ControlController } from './control.controller.js';
import { ControlDocuments } from './control-documents.js';

/** How people govern and mend the platform: control documents, approvals and dead letters over HTTP. One service of a platform imports it. */
@Module({
  controllers: [ControlController, ApprovalsController, DeadLettersController],
  providers: [
    {
      provide: ControlDocuments,
      inject: [CONTROL_TABLE, BUS, CLOCK],
      useFactory: (control: ControlTable, bus: Bus, clock: Clock) => new ControlDocuments(control, bus, clock),
    },
    {
      provide: DeadLetters,
      inject: [BUS, CLOCK],
      useFactory: (bus: Bus, clock: Clock) =>
        new DeadLetters({ bus, clock, accesses: new AccessRecord(bus, clock, 'control-plane') }),
    },
    { provide: APPROVALS, inject: [BUS], useFactory: (bus: Bus) => createApprovals(bus) },
  ],
})
export class ControlPlaneModule implements OnModuleDestroy {
  constructor(@Inject(APPROVALS) private readonly approvals: Approvals) {}

  onModuleDestroy(): Promise<void> {
    return this.approvals.stop();
  }
}
