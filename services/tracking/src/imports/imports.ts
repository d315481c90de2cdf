import type { Bus } from '@stellwerk/bus';
import { deterministicId, importKinds, StellwerkError } from '@stellwerk/contracts';
import { FileReader, type Problem } from '@stellwerk/import';
import type { Clock } from '@stellwerk/service';
import type { IdentifierVault } from '../adapters/identifier-vault.js';
import type { Sources } from '../adapters/sources.js';
import type { ClientReader } from '../clients/client-reader.js';
import type { ConsentBook } from '../consent/consent-book.js';
import type { RegionOf } from '../domain/consent/region.js';
import { errors } from '../errors.js';
import type { Accepted } from '../protocols/protocol.js';
import type { Rejected } from '../rejected/rejected-log.js';
import type { Rejections } from '../rejected/rejections.js';
import { createCallSorter } from '../sort-calls.js';
import type { RunFacts } from './batch-facts.js';
import { type ImportedBatch, importBatch } from './import-batch.js';
import type { ImportAnswer, ImportPart, ImportRequest } from './import-requests.js';
import { jobMessage } from './job-reports.js';
import type { Ledger } from './ledger.js';
import { replayRow } from './replay-row.js';
import { beginning, type ImportProgress, type ImportRun, sumOf } from './run.js';
import { Turns } from './turns.js';
import { Utf8Text } from './utf8-text.js';

export interface ImportsDeps {
  readonly bus: Pick<Bus, 'publish'>;
  readonly ledger: Ledger;
  readonly sources: Sources;
  readonly rejections: Rejections;
  readonly vault: Pick<IdentifierVault, 'seal' | 'confirm'>;
  readonly clock: Clock;
  readonly maxEventBytes: number;
  readonly regionOf: RegionOf;
  readonly readClient: ClientReader;
  readonly consentBook: Pick<ConsentBook, 'permitted'>;
}

/** Most problems that one answer tells: more than a part of two MiB usually has rows. */
export const SHOWN_PROBLEMS = 20_000;
/** Between reports of progress of one run. */
const REPORT_EVERY_MS = 5_000;

/**
 * Takes files in, part by part. A batch of rows is written in this order, and a crash in between means:
 * 1. events and rejections — before it: nothing happened, the client sends the part again;
 * 2. the note in the ledger: how far the file is read, and which rows were brought — before it: the part comes again, its
 *    rows are new to the ledger and make the same events with the same ids, which are known further on;
 * 3. the answer — before it: the client asks how far the import is, and goes on there.
 */
export class Imports {
  readonly #turns = new Turns();
  readonly #sortCalls: ReturnType<typeof createCallSorter>;
  readonly #reportedMs = new Map<string, number>();

  constructor(private readonly deps: ImportsDeps) {
    this.#sortCalls = createCallSorter(deps);
  }

  /**
   * Begins an import, or finds the one of the same file that has not come to its end.
   * @throws TRK_SOURCE_GONE, TRK_SOURCE_DISABLED, TRK_POLICY_MISSING, IMP_…; UnavailableError
   */
  async begin(request: ImportRequest): Promise<ImportRun> {
    const { tenant, source, kind, mapping, format, fingerprint, bytes, by } = request;
    const context = this.deps.sources.named(tenant, source);
    // What of the mapping cannot be used shows before anything is sent, as far as it needs no header.
    const { columns, ...rest } = mapping;
    new FileReader({ kind: importKinds[kind], mapping: rest, format: 'jsonl', defaults: context.tenant.spec });
    const importId = deterministicId('import', tenant, source, kind, format, JSON.stringify(mapping), fingerprint);
    return this.#turns.take(importId, async () => {
      await this.deps.ledger.catchUp();
      const known = this.deps.ledger.run(importId);
      if (known?.progress.state === 'open') return known;
      const attempt = (known?.head.attempt ?? 0) + 1;
      const startedAt = this.deps.clock().toISOString();
      const runId = deterministicId('import run', importId, attempt);
      const head = { importId, runId, attempt, tenant, source, kind, mapping, format, bytes, by, startedAt };
      const run = { head, progress: beginning(startedAt) };
      await this.deps.ledger.note(run);
      await this.deps.bus.publish([jobMessage(run, 'started')]);
      return run;
    });
  }

  /** @throws TRK_IMPORT_UNKNOWN; UnavailableError */
  async find(tenant: string, importId: string): Promise<ImportRun> {
    await this.deps.ledger.catchUp();
    const run = this.deps.ledger.run(importId);
    if (run?.head.tenant !== tenant) throw new StellwerkError(errors.IMPORT_UNKNOWN, {}, { field: 'id' });
    return run;
  }

  async list(tenant: string, limit: number): Promise<ImportRun[]> {
    await this.deps.ledger.catchUp();
    return this.deps.ledger.runs(tenant, limit);
  }

  /**
   * Takes the next part. It is done with up to the offset in the answer; the rest is to be sent again with more behind it.
   * @throws TRK_IMPORT_UNKNOWN, TRK_IMPORT_ENDED, TRK_IMPORT_OFFSET, TRK_NOT_UTF8, IMP_… where the file cannot be read,
   * which ends the import; UnavailableError
   */
  async take(tenant: string, importId: string, part: ImportPart): Promise<ImportAnswer> {
    const { head } = await this.find(tenant, importId);
    // Rows of one kind and source are compared with each other, so their files take turns.
    return this.#turns.take(`${tenant}/${head.source}/${head.kind}`, async () => {
      const run = await this.find(tenant, importId);
      this.#assertNext(run, part);
      try {
        return await this.#takePart(run, part);
      } catch (error) {
        if (error instanceof StellwerkError && error.code.startsWith('IMP_'))
          await this.#end(importId, 'failed', error.code);
        throw error;
      }
    });
  }

  /** Takes a row again that was refused. @throws as {@link replayRow} */
  replay(rejected: Omit<Rejected, 'sealed'>, original: Buffer): Promise<Accepted> {
    const kind = rejected.route.split('/').at(-1);
    return this.#turns.take(`${rejected.tenant}/${rejected.source}/${kind}`, () =>
      replayRow(rejected, original, { ...this.deps, sortCalls: this.#sortCalls }),
    );
  }

  /** Ends an import; what it has brought stays. @throws TRK_IMPORT_UNKNOWN, TRK_IMPORT_ENDED */
  async cancel(tenant: string, importId: string): Promise<ImportRun> {
    const { head } = await this.find(tenant, importId);
    return this.#turns.take(`${tenant}/${head.source}/${head.kind}`, async () => {
      const run = await this.find(tenant, importId);
      if (run.progress.state !== 'open') throw ended(run);
      return this.#end(importId, 'cancelled');
    });
  }

  #assertNext(run: ImportRun, { offset }: ImportPart): void {
    if (run.progress.state !== 'open') throw ended(run);
    if (offset !== run.progress.offset) {
      throw new StellwerkError(errors.IMPORT_OFFSET, { offset: run.progress.offset }, { field: 'Upload-Offset' });
    }
  }

  async #takePart(run: ImportRun, { bytes, isLast }: ImportPart): Promise<ImportAnswer> {
    const { head } = run;
    const context = this.deps.sources.named(head.tenant, head.source);
    const kind = importKinds[head.kind];
    const options = { kind, mapping: head.mapping, format: head.format, defaults: context.tenant.spec };
    const reader = new FileReader(options, run.progress.reading);
    const text = new Utf8Text(bytes, isLast);
    const problems: Problem[] = [];
    let { progress } = run;
    for (const batch of reader.read(text.value, isLast)) {
      const facts: RunFacts = {
        kind,
        mapping: head.mapping,
        context,
        runId: head.runId,
        requestId: deterministicId('import request', head.importId, progress.offset),
        startedAt: head.startedAt,
        receivedAt: this.deps.clock(),
      };
      const imported = await importBatch(batch.rows, facts, {
        entryOf: (key) => this.deps.ledger.entry(key),
        rejections: this.deps.rejections,
        vault: this.deps.vault,
        sortCalls: this.#sortCalls,
      });
      progress = {
        ...progress,
        offset: run.progress.offset + text.bytesUntil(batch.end),
        reading: batch.state,
        counts: sumOf(progress.counts, imported.counts),
        at: this.deps.clock().toISOString(),
      };
      await this.#write({ head, progress }, imported);
      for (const problem of imported.problems) if (problems.length < SHOWN_PROBLEMS) problems.push(problem);
    }
    if (!isLast) return { head, progress, problems };
    const { head: whole, progress: last } = await this.#end(head.importId, 'finished');
    return { head: whole, progress: last, problems };
  }

  async #write(run: ImportRun, { messages, sealed, entries }: ImportedBatch): Promise<void> {
    await this.deps.bus.publish([...messages, ...this.#progressReport(run)]);
    for (const identifier of sealed) this.deps.vault.confirm(run.head.tenant, identifier);
    await this.deps.ledger.note(run, entries);
  }

  #progressReport(run: ImportRun) {
    const nowMs = this.deps.clock().getTime();
    const before = this.#reportedMs.get(run.head.runId) ?? Date.parse(run.head.startedAt);
    if (nowMs - before < REPORT_EVERY_MS) return [];
    this.#reportedMs.set(run.head.runId, nowMs);
    return [jobMessage(run, 'progress')];
  }

  async #end(importId: string, state: ImportProgress['state'], errorCode?: string): Promise<ImportRun> {
    const run = this.deps.ledger.run(importId);
    if (!run) throw new StellwerkError(errors.IMPORT_UNKNOWN, {}, { field: 'id' });
    const at = this.deps.clock().toISOString();
    const progress = { ...run.progress, state, at, ...(errorCode !== undefined && { errorCode }) };
    const ending = { head: run.head, progress };
    this.#reportedMs.delete(run.head.runId);
    await this.deps.bus.publish([jobMessage(ending, state === 'finished' ? 'succeeded' : 'failed')]);
    await this.deps.ledger.note(ending);
    return ending;
  }
}

const ended = ({ progress }: ImportRun) =>
  new StellwerkError(errors.IMPORT_ENDED, { state: progress.state }, { field: 'id' });
