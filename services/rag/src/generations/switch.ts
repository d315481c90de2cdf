import { StellwerkError } from '@stellwerk/contracts';
import type { VectorEngine } from '@stellwerk/vectors';
import { LIVE_ALIAS } from '../domain/generation.js';
import { errors } from '../errors.js';
import type { Committer } from '../ledger/committer.js';
import type { Ledger } from '../ledger/ledger.js';
import { type Completeness, completenessOf } from './completeness.js';
import type { GenerationIndex } from './generation-index.js';
import type { GenerationRecord, ShadowComparison } from './generation-record.js';
import type { Generations } from './generations.js';

export interface SwitcherParts {
  readonly ledger: Ledger;
  readonly engine: VectorEngine;
  readonly committer: Committer;
  readonly generations: Generations;
  readonly now: () => number;
  /** How long a generation stays after another took over, so that going back is possible. */
  readonly keepRetiredMs: number;
}

/** Decides which generation serves. */
export class GenerationSwitcher {
  constructor(private readonly parts: SwitcherParts) {}

  /** Records how a generation answers beside the live one; it is then in the shadow of it. */
  noteComparison(name: string, comparison: ShadowComparison): void {
    const record = this.#record(name);
    const state = record.state === 'building' ? 'shadow' : record.state;
    this.parts.ledger.putGeneration({ ...record, state, comparison });
    this.parts.generations.refresh();
  }

  /**
   * Lets another generation serve: one call of the engine, and going back is the same call. Refused until the generation has
   * every served version, counted, and until its answers were compared and held; one that served before needs no comparison.
   * Nothing becomes visible meanwhile. Requests under way end on the generation that they began with.
   * @throws RAG_GENERATION_INCOMPLETE, RAG_GENERATION_NOT_GOOD, RAG_GENERATION_UNKNOWN, what the engine throws
   */
  switchTo(name: string): Promise<Completeness> {
    const { ledger, engine, committer, generations, now, keepRetiredMs } = this.parts;
    return committer.exclusively(async () => {
      const index = generations.named(name);
      const record = this.#record(name);
      const completeness = await this.#complete(index);
      if (record.state === 'live') return completeness;
      if (record.state !== 'retired' && !record.comparison?.isHeld) {
        const reasons = record.comparison?.reasons.join('; ') ?? 'its answers were not compared';
        throw new StellwerkError(errors.GENERATION_NOT_GOOD, { generation: name, reasons });
      }
      await engine.setAlias(LIVE_ALIAS, index.collection);
      const [switchedAt, dropAt] = [now(), now() + keepRetiredMs].map((ms) => new Date(ms).toISOString());
      ledger.transaction(() => {
        for (const one of ledger.generations()) {
          if (one.state === 'live') ledger.putGeneration({ ...one, state: 'retired', ...(dropAt && { dropAt }) });
        }
        const { dropAt: _dropAt, ...kept } = record;
        ledger.putGeneration({ ...kept, state: 'live', ...(switchedAt && { switchedAt }) });
      });
      generations.refresh();
      return completeness;
    });
  }

  /** The generation that served before the live one; undefined where none is kept. */
  previous(): GenerationRecord | undefined {
    return this.parts.ledger
      .generations()
      .filter(({ state }) => state === 'retired')
      .sort((a, b) => (b.dropAt ?? '').localeCompare(a.dropAt ?? ''))[0];
  }

  /** Goes back to the generation that served before: the same call. @throws RAG_GENERATION_UNKNOWN where none is kept */
  rollback(): Promise<Completeness> {
    return this.switchTo(this.previous()?.name ?? 'before this one');
  }

  /** Drops generations whose time is over. @returns their names */
  async dropDue(): Promise<string[]> {
    const dropped: string[] = [];
    const now = new Date(this.parts.now()).toISOString();
    for (const { name, state, dropAt } of this.parts.ledger.generations()) {
      if (state !== 'retired' || dropAt === undefined || dropAt > now) continue;
      await this.drop(name);
      dropped.push(name);
    }
    return dropped;
  }

  /** Drops a generation with its collection; never the one that serves. @throws RAG_GENERATION_SERVES */
  drop(name: string): Promise<void> {
    const { ledger, engine, committer, generations } = this.parts;
    return committer.exclusively(async () => {
      const { state, collection } = this.#record(name);
      if (state === 'live') throw new StellwerkError(errors.GENERATION_SERVES, { generation: name, state });
      await engine.dropCollection(collection);
      // First what it had, then itself: a crash in between is gone on with, and it may be created anew later.
      ledger.forgetShares(name);
      ledger.removeGeneration(name);
      generations.refresh();
    });
  }

  async #complete(index: GenerationIndex): Promise<Completeness> {
    const found = await completenessOf(this.parts.ledger, index);
    if (found.isComplete) return found;
    const { generation, present, expected, owed } = found;
    const details = {
      generation,
      present,
      expected: owed > 0 ? `${expected} and those of ${owed} documents more` : expected,
    };
    throw new StellwerkError(errors.GENERATION_INCOMPLETE, details);
  }

  #record(name: string): GenerationRecord {
    const record = this.parts.ledger.generation(name);
    if (!record) throw new StellwerkError(errors.GENERATION_UNKNOWN, { generation: name });
    return record;
  }
}
