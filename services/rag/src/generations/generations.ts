import { StellwerkError } from '@stellwerk/contracts';
import type { VectorEngine } from '@stellwerk/vectors';
import {
  collectionOf,
  type Generation,
  generationName,
  generationOfCollection,
  type IndexSnapshot,
  LIVE_ALIAS,
  type ServingIndex,
} from '../domain/generation.js';
import { errors } from '../errors.js';
import type { Ledger } from '../ledger/ledger.js';
import type { ActiveGenerations, GenerationIndex, GenerationTools, StoredGeneration } from './generation-index.js';
import type { GenerationRecord } from './generation-record.js';

export interface GenerationsParts {
  readonly ledger: Ledger;
  readonly engine: VectorEngine;
  /** The code of a generation; undefined where this service has it no longer, such as after a model was taken away. */
  readonly toolsOf: (generation: Generation) => GenerationTools | undefined;
  readonly now: () => number;
  /** How long a generation stays after another took over, so that going back is possible. */
  readonly keepRetiredMs: number;
}

/**
 * The generations that there are. Which one serves is what the alias in the engine says; the ledger follows it. Requests
 * take a snapshot, so a switch in their midst does not concern them.
 */
export class Generations implements ActiveGenerations, ServingIndex {
  #stored: readonly StoredGeneration[] = [];
  #active: readonly GenerationIndex[] = [];

  constructor(private readonly parts: GenerationsParts) {}

  /**
   * Finds the collections of all known generations, and lets the first one serve where none does yet.
   * @throws VEC_* where the engine is away or a collection is not as it should be
   */
  async start(first: Generation): Promise<void> {
    const { ledger, engine } = this.parts;
    if (ledger.generations().length === 0) {
      const record = await this.create(first);
      await engine.setAlias(LIVE_ALIAS, record.collection);
    }
    await this.followAlias();
    for (const { generation, collection } of ledger.generations()) {
      const tools = this.parts.toolsOf(generation);
      if (tools) await engine.ensureCollection(collection, tools.collection);
    }
    this.refresh();
    this.live();
  }

  /** Creates the collection of a generation, to be filled. @throws RAG_GENERATION_UNKNOWN where its code is not here */
  async create(generation: Generation): Promise<GenerationRecord> {
    const { ledger, engine, now } = this.parts;
    const name = generationName(generation);
    const known = ledger.generation(name);
    if (known) return known;
    const tools = this.parts.toolsOf(generation);
    if (!tools) throw new StellwerkError(errors.GENERATION_UNKNOWN, { generation: name });
    const collection = collectionOf(name);
    await engine.ensureCollection(collection, tools.collection);
    const createdAt = new Date(now()).toISOString();
    const record: GenerationRecord = { name, generation, collection, state: 'building', createdAt };
    ledger.putGeneration(record);
    this.refresh();
    return record;
  }

  /** Takes over from the engine which generation serves: a crash may lie between the alias and the ledger. */
  async followAlias(): Promise<void> {
    const { ledger, engine, now, keepRetiredMs } = this.parts;
    const { [LIVE_ALIAS]: collection = '' } = await engine.aliases();
    const serving = generationOfCollection(collection);
    const at = new Date(now()).toISOString();
    const dropAt = new Date(now() + keepRetiredMs).toISOString();
    ledger.transaction(() => {
      for (const record of ledger.generations()) {
        if (record.name === serving && record.state !== 'live') {
          const { dropAt: _dropAt, ...kept } = record;
          ledger.putGeneration({ ...kept, state: 'live', switchedAt: at });
        }
        if (record.name !== serving && record.state === 'live')
          ledger.putGeneration({ ...record, state: 'retired', dropAt });
      }
    });
    this.refresh();
  }

  /** Reads the records again, after they changed. */
  refresh(): void {
    const { ledger, engine } = this.parts;
    const records = ledger.generations().sort((a, b) => Number(b.state === 'live') - Number(a.state === 'live'));
    const stored = records.map(({ name, state, collection }) => {
      const points = (tenant: string) => engine.tenant(collection, tenant);
      return { name, state, collection, points };
    });
    this.#stored = stored;
    this.#active = stored.flatMap((one, index) => {
      const record = records[index];
      const tools = record && this.parts.toolsOf(record.generation);
      return tools ? [{ ...one, tools }] : [];
    });
  }

  stored(): readonly StoredGeneration[] {
    return this.#stored;
  }

  active(): readonly GenerationIndex[] {
    return this.#active;
  }

  live(): GenerationIndex {
    const [first] = this.#active;
    if (first?.state !== 'live') throw new StellwerkError(errors.NO_GENERATION);
    return first;
  }

  snapshot(tenant: string): IndexSnapshot {
    return this.snapshotOf(this.live(), tenant);
  }

  /** A snapshot of another generation than the live one, for comparing them. */
  snapshotOf({ name, collection, tools }: GenerationIndex, tenant: string): IndexSnapshot {
    const { generation, embeddings } = tools;
    return { tenant, generation, name, collection, embeddings, sequence: this.parts.ledger.sequence(tenant) };
  }

  /** A generation by its name. @throws RAG_GENERATION_UNKNOWN */
  named(name: string): GenerationIndex {
    const found = this.#active.find((one) => one.name === name);
    if (!found) throw new StellwerkError(errors.GENERATION_UNKNOWN, { generation: name });
    return found;
  }
}
