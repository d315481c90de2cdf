import { join } from 'node:path';
import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import type { Bus, ConsentTable, ControlTable } from '@stellwerk/bus';
import {
  AccessRecord,
  BACKLOG,
  type Backlog,
  BUS,
  CLOCK,
  type Clock,
  CONFIG,
  CONTROL_TABLE,
  HEALTH,
} from '@stellwerk/service';
import { createDaySalts, type DaySalts, startSaltDestruction } from './adapters/day-salts.js';
import { type IdentifierVault, openIdentifierVault } from './adapters/identifier-vault.js';
import { createLinkKeys } from './adapters/link-keys.js';
import { createSealer, type Sealer } from './adapters/sealer.js';
import { createSources, SOURCES, type Sources } from './adapters/sources.js';
import { CLIENTS, type Clients, createClients } from './clients/clients.js';
import type { Config } from './config.js';
import { ConsentBook } from './consent/consent-book.js';
import { ConsentChanges } from './consent/consent-changes.js';
import { CONSENT_TABLE, consentProviders } from './consent/consent-providers.js';
import { createWithdrawals } from './consent/withdrawals.js';
import { Deduplicator } from './deduplicator.js';
import { RateLimiter } from './domain/rate-limiter.js';
import { Door } from './door.js';
import { createEnrichment } from './enrichment/enrichment.js';
import { MasterData } from './enrichment/master-data.js';
import { Collector } from './http/collector.js';
import { ConsentController } from './http/consent.controller.js';
import { IdentifiersController } from './http/identifiers.controller.js';
import { LinksController } from './http/links.controller.js';
import { ReceivedConsumer } from './http/received.consumer.js';
import { RejectedController } from './http/rejected.controller.js';
import { ImportController } from './imports/import.controller.js';
import { Imports } from './imports/imports.js';
import { Ledger } from './imports/ledger.js';
import { type LedgerStore, openLedgerStore } from './imports/ledger-store.js';
import { Links } from './links.js';
import { protocolControllers } from './protocols/controllers.js';
import { Oversize } from './rejected/oversize.js';
import { RejectedLog } from './rejected/rejected-log.js';
import { createRejections } from './rejected/rejections.js';
import { Repair } from './rejected/repair.js';
import { keepsOriginals, startKeyDestruction } from './retention.js';
import { SealedIdentifiers } from './sealed/sealed-identifiers.js';
import { TrapMarks } from './traps/trap-marks.js';
import { TrapsController } from './traps/traps.controller.js';
import { createPublisher } from './write-ahead/create-publisher.js';
import { WriteAheadPublisher } from './write-ahead/write-ahead-publisher.js';

const SEALER = Symbol('Sealer');
/** Where the door writes: the bus, behind a write-ahead log where there is one. */
const PUBLISHER = Symbol('Publisher');
const VAULT = Symbol('IdentifierVault');
const DAY_SALTS = Symbol('DaySalts');
const LEDGER_STORE = Symbol('LedgerStore');

/** What the service is made of. */
@Module({
  controllers: [
    ...protocolControllers,
    ImportController,
    LinksController,
    RejectedController,
    IdentifiersController,
    ConsentController,
    ReceivedConsumer,
    TrapsController,
  ],
  providers: [
    Collector,
    ...consentProviders,
    {
      provide: PUBLISHER,
      inject: [BUS, CLOCK, CONFIG, HEALTH],
      useFactory: createPublisher,
    },
    {
      provide: SEALER,
      inject: [CONFIG],
      useFactory: (config: Config) => createSealer(join(config.secretsDir, 'rejected')),
    },
    {
      provide: DAY_SALTS,
      inject: [CONFIG, CLOCK],
      useFactory: (config: Config, clock: Clock) => createDaySalts(join(config.secretsDir, 'day-salts'), clock),
    },
    { provide: 'SALT_DESTRUCTION', inject: [DAY_SALTS], useFactory: startSaltDestruction },
    {
      provide: SOURCES,
      inject: [CONTROL_TABLE, CONFIG, DAY_SALTS],
      useFactory: (control: ControlTable, config: Config, salts: DaySalts) =>
        createSources(control, config.secretsDir, salts),
    },
    {
      provide: Links,
      inject: [SOURCES, CONFIG],
      useFactory: (sources: Sources, { secretsDir }: Config) =>
        new Links({ sources, keys: createLinkKeys(secretsDir) }),
    },
    {
      provide: Door,
      inject: [
        PUBLISHER,
        CONTROL_TABLE,
        CLOCK,
        CONFIG,
        SEALER,
        VAULT,
        SOURCES,
        CLIENTS,
        BACKLOG,
        ConsentBook,
        ConsentChanges,
        RateLimiter,
      ],
      useFactory: (
        bus: Pick<Bus, 'publish'>,
        control: ControlTable,
        clock: Clock,
        config: Config,
        sealer: Sealer,
        vault: IdentifierVault,
        sources: Sources,
        clients: Clients,
        backlog: Backlog,
        consentBook: ConsentBook,
        consentChanges: ConsentChanges,
        limiter: RateLimiter,
      ) =>
        new Door({
          bus,
          clock,
          config,
          vault,
          sources,
          backlog,
          limiter,
          ...clients,
          consentBook,
          consentChanges,
          rejections: createRejections(sealer, (tenant) => keepsOriginals(control, tenant)),
        }),
    },
    { provide: RateLimiter, useFactory: () => new RateLimiter() },
    {
      provide: Oversize,
      inject: [PUBLISHER, CONTROL_TABLE, CLOCK, CONFIG, SEALER, SOURCES, CLIENTS, BACKLOG, RateLimiter],
      useFactory: (
        bus: Pick<Bus, 'publish'>,
        control: ControlTable,
        clock: Clock,
        config: Config,
        sealer: Sealer,
        sources: Sources,
        { regionOf }: Clients,
        backlog: Backlog,
        limiter: RateLimiter,
      ) =>
        new Oversize({
          bus,
          clock,
          config,
          sources,
          backlog,
          limiter,
          regionOf,
          maxBodyBytes: config.maxBodyBytes,
          rejections: createRejections(sealer, (tenant) => keepsOriginals(control, tenant)),
        }),
    },
    {
      provide: TrapMarks,
      inject: [BUS],
      useFactory: async (bus: Bus) => {
        const marks = new TrapMarks(bus);
        await marks.open();
        return marks;
      },
    },
    { provide: CLIENTS, inject: [CONTROL_TABLE, CONFIG, TrapMarks], useFactory: createClients },
    {
      provide: VAULT,
      inject: [CONFIG],
      useFactory: (config: Config) => openIdentifierVault(join(config.secretsDir, 'identifiers')),
    },
    {
      provide: AccessRecord,
      inject: [BUS, CLOCK],
      useFactory: (bus: Bus, clock: Clock) => new AccessRecord(bus, clock, 'tracking'),
    },
    {
      provide: SealedIdentifiers,
      inject: [BUS, VAULT, AccessRecord],
      useFactory: (bus: Bus, vault: IdentifierVault, accesses: AccessRecord) =>
        new SealedIdentifiers({ bus, vault, accesses }),
    },
    {
      provide: LEDGER_STORE,
      inject: [CONFIG],
      useFactory: ({ stateDir }: Config) => openLedgerStore(join(stateDir, 'imports')),
    },
    {
      provide: Imports,
      inject: [BUS, LEDGER_STORE, SOURCES, CONTROL_TABLE, SEALER, VAULT, CLOCK, CONFIG, CLIENTS, ConsentBook],
      useFactory: (
        bus: Bus,
        store: LedgerStore,
        sources: Sources,
        control: ControlTable,
        sealer: Sealer,
        vault: IdentifierVault,
        clock: Clock,
        { maxEventBytes }: Config,
        clients: Clients,
        consentBook: ConsentBook,
      ) =>
        new Imports({
          bus,
          ledger: new Ledger(bus, store),
          sources,
          rejections: createRejections(sealer, (tenant) => keepsOriginals(control, tenant)),
          vault,
          clock,
          maxEventBytes,
          ...clients,
          consentBook,
        }),
    },
    { provide: RejectedLog, inject: [BUS], useFactory: (bus: Bus) => new RejectedLog(bus) },
    {
      provide: Repair,
      inject: [RejectedLog, SEALER, Door, Imports],
      useFactory: (log: RejectedLog, sealer: Sealer, door: Door, imports: Imports) =>
        new Repair({ log, sealer, door, imports }),
    },
    {
      provide: Deduplicator,
      inject: [BUS, CONTROL_TABLE, CLOCK, CONFIG, MasterData, CONSENT_TABLE],
      useFactory: (
        bus: Bus,
        control: ControlTable,
        clock: Clock,
        { stateDir }: Config,
        masterData: MasterData,
        consentTable: ConsentTable,
      ) =>
        new Deduplicator({
          bus,
          clock,
          stateDir,
          enrich: createEnrichment(control, masterData),
          withdrawals: createWithdrawals(consentTable, control),
        }),
    },
    {
      provide: MasterData,
      inject: [BUS, CONFIG],
      useFactory: async (bus: Bus, { maxMasterRecords }: Config) => {
        const masterData = new MasterData(bus, maxMasterRecords);
        await masterData.open();
        return masterData;
      },
    },
    {
      provide: 'KEY_DESTRUCTION',
      inject: [SEALER, CONTROL_TABLE, CLOCK],
      useFactory: startKeyDestruction,
    },
  ],
})
export class AppModule implements OnModuleDestroy {
  constructor(
    private readonly deduplicator: Deduplicator,
    private readonly marks: TrapMarks,
    private readonly masterData: MasterData,
    @Inject(VAULT) private readonly vault: IdentifierVault,
    @Inject(LEDGER_STORE) private readonly ledger: LedgerStore,
    @Inject(CONSENT_TABLE) private readonly consentTable: ConsentTable,
    @Inject(PUBLISHER) private readonly publisher: Pick<Bus, 'publish'>,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await this.deduplicator.close();
    await this.marks.close();
    await this.masterData.close();
    await this.vault.close();
    await this.ledger.close();
    await this.consentTable.stop();
    if (this.publisher instanceof WriteAheadPublisher) await this.publisher.close();
  }
}
