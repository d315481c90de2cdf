import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { closedSourcesOf } from '../asking/closed-sources.js';
import { documentsOf } from '../domain/evaluation/golden-set.js';
import type { Generation, IndexSnapshot } from '../domain/generation.js';
import type { Retriever } from '../domain/ports.js';
import type { Reader } from '../domain/search.js';
import { errors } from '../errors.js';
import type { KnowledgeIndex } from '../knowledge-index.js';
import type { Ledger } from '../ledger/ledger.js';
import { compareGenerations, defaultGate, type ShadowQuestion } from './compare.js';
import type { GenerationRecord, ShadowComparison } from './generation-record.js';

export interface ReembeddingParts {
  readonly index: KnowledgeIndex;
  readonly ledger: Pick<Ledger, 'generations' | 'generation'>;
  readonly control: Pick<ControlTable, 'all'>;
  /** What a generation would be that is begun now. */
  readonly wanted: () => Generation;
  /** Search in one generation, whichever serves. */
  readonly retrieverOf: (snapshot: (tenant: string) => IndexSnapshot) => Retriever;
  readonly now: () => Date;
  /** Told of a filling that ended early; asking for it again goes on. */
  readonly onFailure: (error: unknown, generation: string) => void;
}

/** A generation and how complete it is. */
export interface GenerationStanding extends Omit<GenerationRecord, 'generation'> {
  readonly expected: number;
  readonly present: number;
  /** Documents whose version it lacks. */
  readonly owed: number;
  readonly isFilling: boolean;
}

const DEPTH = 10;

/** Another embedding model without a pause: a second generation is filled, compared, and then serves by one call. */
export class Reembedding {
  readonly #stop = new AbortController();
  /** Generations under way or waiting their turn, by name; the last one asked for is the last one done. */
  readonly #fillings = new Map<string, Promise<void>>();

  constructor(private readonly parts: ReembeddingParts) {}

  async list(): Promise<GenerationStanding[]> {
    const { ledger, index } = this.parts;
    const completeness = new Map((await index.completeness()).map((one) => [one.generation, one]));
    return ledger.generations().map(({ generation: _generation, ...record }) => {
      const { expected = 0, present = 0, owed = 0 } = completeness.get(record.name) ?? {};
      return { ...record, expected, present, owed, isFilling: this.#fillings.has(record.name) };
    });
  }

  /** Begins to fill the generation that the models and the service are now; nothing happens where it serves already. */
  async start(): Promise<{ readonly name: string; readonly isNew: boolean }> {
    const { index, wanted } = this.parts;
    const { name, state } = await index.generations.create(wanted());
    if (state === 'live') return { name, isNew: false };
    this.#fill(name);
    return { name, isNew: true };
  }

  /** Asks both generations the answerable questions of every golden set, each as whoever it is for. */
  async compare(name: string): Promise<ShadowComparison> {
    const { index, control, retrieverOf, now } = this.parts;
    const { generations } = index;
    const shadowed = generations.named(name);
    const [live, shadow] = [
      retrieverOf((tenant) => generations.snapshotOf(generations.live(), tenant)),
      retrieverOf((tenant) => generations.snapshotOf(shadowed, tenant)),
    ];
    const asked = control.all('golden-set').flatMap(({ tenant, spec }) => spec.cases.map((one) => ({ tenant, one })));
    const questions: ShadowQuestion[] = [];
    const answers: Record<'live' | 'shadow', { key: string; score: number }[][]> = { live: [], shadow: [] };
    for (const { tenant, one } of asked.filter(({ one: { answerable } }) => answerable)) {
      const access = one.access ?? ['public'];
      const reader: Reader = { tenant, access, closedSources: closedSourcesOf(control, tenant, access) };
      const request = { query: one.question, limit: DEPTH, unit: 'sentence', filters: {} } as const;
      const hitsOf = async (retriever: Retriever) =>
        (await retriever.search(request, reader)).hits.map(({ documentId, score }) => ({ key: documentId, score }));
      answers.live.push(await hitsOf(live));
      answers.shadow.push(await hitsOf(shadow));
      questions.push({ query: one.question, relevant: new Set(documentsOf(one)) });
    }
    const comparison = compareGenerations({ questions, ...answers }, defaultGate, now().toISOString());
    index.switcher.noteComparison(name, comparison);
    return comparison;
  }

  async switchTo(name: string): Promise<GenerationRecord> {
    await this.parts.index.switcher.switchTo(name);
    return this.#record(name);
  }

  async rollback(): Promise<GenerationRecord> {
    await this.parts.index.switcher.rollback();
    return this.#record(this.parts.index.generations.live().name);
  }

  /** A filling that is under way ends; asked for again, it goes on where it was. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#fillings.values());
  }

  /** One after the other: two at once would only share the model. */
  #fill(name: string): void {
    if (this.#fillings.has(name)) return;
    const before = [...this.#fillings.values()].at(-1) ?? Promise.resolve();
    const done = before
      .then(() => this.parts.index.fill(name, { signal: this.#stop.signal }))
      .then(
        () => undefined,
        (error: unknown) => this.parts.onFailure(error, name),
      )
      .finally(() => this.#fillings.delete(name));
    this.#fillings.set(name, done);
  }

  #record(name: string): GenerationRecord {
    const record = this.parts.ledger.generation(name);
    if (!record) throw new StellwerkError(errors.GENERATION_UNKNOWN, { generation: name });
    return record;
  }
}
