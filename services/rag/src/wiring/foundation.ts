import type { Bus, ControlTable } from '@stellwerk/bus';
import type { Models } from '@stellwerk/models';
import { errorFields, type HealthRegistry, type Logger } from '@stellwerk/service';
import type { VectorEngine } from '@stellwerk/vectors';
import type { TenantGuard } from '../asking/tenant-guard.js';
import type { Config } from '../config.js';
import { IngestionEvents } from '../documents/ingestion-events.js';
import type { KnowledgeIndex } from '../knowledge-index.js';
import type { Ledger } from '../ledger/ledger.js';
import { type OpenIndex, openIndex } from './create-index.js';
import { type CalledModels, createModels } from './create-models.js';
import { createParser, type OpenParser } from './create-parser.js';
import { GenerationCache } from './generation-cache.js';
import { Housekeeping } from './housekeeping.js';
import { openVectorEngine } from './open-vector-engine.js';
import { sweepAll } from './sweep-all.js';

export interface FoundationParts {
  readonly config: Config;
  readonly control: ControlTable;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly health: HealthRegistry;
  readonly guard: TenantGuard;
}

const EVENTS_INTERVAL_MS = 1_000;

/** What everything else stands on: engine, models, ledger and index, opened in this order and closed in reverse. */
export class Foundation {
  readonly models: Models;
  readonly ledger: Ledger;
  readonly index: KnowledgeIndex;
  readonly events: IngestionEvents;
  readonly semantic: GenerationCache;
  readonly #housekeeping: Housekeeping;

  private constructor(
    readonly engine: VectorEngine,
    private readonly called: CalledModels,
    private readonly parser: OpenParser,
    private readonly opened: OpenIndex,
    { bus, logger }: Pick<FoundationParts, 'bus' | 'logger'>,
  ) {
    this.models = called.models;
    this.ledger = opened.ledger;
    this.index = opened.index;
    const warn = (what: string) => (error: unknown) => logger.warn(what, errorFields(error));
    this.events = new IngestionEvents(this.ledger, bus, warn('events of documents wait for the bus'));
    this.semantic = new GenerationCache(() => this.index.generations.live().tools.embeddings);
    this.#housekeeping = new Housekeeping(this, warn('housekeeping is tried again'));
  }

  /** @throws VEC_*, MDL_*, UnavailableError: the service is started again */
  static async open({ config, control, bus, logger, health, guard }: FoundationParts): Promise<Foundation> {
    const engine = openVectorEngine(config);
    health.register('vectors', async () => ((await engine.isReady()) ? null : 'the vector engine does not answer'));
    const called = await createModels(config, control, bus, logger);
    const parser = createParser(config);
    const { models } = called;
    const opened = await openIndex({ config, control, models, engine, guard, parser: parser.parser, logger });
    const foundation = new Foundation(engine, called, parser, opened, { bus, logger });
    health.register('index', () => {
      foundation.index.generations.live();
      return null;
    });
    health.describe('index', () => foundation.figures());
    return foundation;
  }

  /** Goes on with what was accepted before the start, and begins the work that comes again and again. */
  resume(): void {
    this.events.start(EVENTS_INTERVAL_MS);
    this.#housekeeping.start();
  }

  /** Does what is due; doing it again does nothing. */
  sweep() {
    return sweepAll(this);
  }

  figures(): object {
    return {
      generations: this.ledger.generations().map(({ name, state }) => ({ name, state })),
      pending: this.ledger.allPending().length,
    };
  }

  async close(): Promise<void> {
    await this.#housekeeping.stop();
    await this.events.stop();
    await this.parser.close();
    await this.called.close();
    await this.opened.close();
  }
}
