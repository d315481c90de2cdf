import { StellwerkError } from '@stellwerk/contracts';
import type { IngestedEvent } from '../domain/ingested.js';
import { errors } from '../errors.js';
import type { ActiveGenerations } from '../generations/generation-index.js';
import { applyIntent, completePoints, concludeIntent, type KeepingTimes, revokeIntent } from './apply-intent.js';
import { KeyedLock } from './keyed-lock.js';
import type { Ledger } from './ledger.js';
import type { CommitIntent, VersionRecord } from './records.js';

/** What one document contributes to a sequence number. */
export interface Change {
  /** As it is once it serves. */
  readonly add?: VersionRecord;
  readonly remove?: CommitIntent['remove'][number];
  readonly touch?: VersionRecord;
  readonly event?: IngestedEvent;
}

interface Waiting {
  readonly changes: readonly Change[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Documents that one sequence number changes at most, so that requests to the engine stay small. */
const CHANGES_PER_COMMIT = 64;
/** Holds the commits of all tenants, for switching generations. */
const BARRIER = '';

/**
 * Makes versions visible. Changes that wait at the same time get one sequence number together; those of one call always do,
 * whatever their number. The order is: 1 intent into the ledger, 2 marks on the points, which nobody reads yet, 3 count,
 * 4 sequence number and records in one transaction. A crash before 4 shows nothing; the intent is then finished or taken
 * back before the next one.
 */
export class Committer {
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #lock = new KeyedLock();

  constructor(
    private readonly ledger: Ledger,
    private readonly generations: ActiveGenerations,
    private readonly keep: KeepingTimes,
    private readonly now: () => number,
  ) {}

  /** Resolves when the changes are seen by every request that begins now. @throws what the engine throws; RAG_LEDGER_DIFFERS */
  async commit(tenant: string, changes: readonly Change[]): Promise<void> {
    const done = new Promise<void>((resolve, reject) => {
      const queue = this.#waiting.get(tenant) ?? [];
      queue.push({ changes, resolve, reject });
      this.#waiting.set(tenant, queue);
    });
    void this.#lock.run(BARRIER, () => this.#next(tenant));
    await done;
  }

  /** Runs work while nothing becomes visible in any tenant. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#lock.run(BARRIER, work);
  }

  /**
   * Finishes what a crash or an outage left between its two halves; where points of it are missing it is taken back, and
   * its versions are staged as before.
   * @throws what the engine throws
   */
  async finishIntents(): Promise<void> {
    await this.#lock.run(BARRIER, async () => {
      for (const intent of this.ledger.intents()) {
        try {
          await this.#finish(intent);
        } catch (error) {
          if (!isDifference(error)) throw error;
        }
      }
    });
  }

  async #next(tenant: string): Promise<void> {
    const group = this.#takeGroup(tenant);
    if (group.length === 0) return;
    const error = await this.#attempt(tenant, group);
    if (error === undefined) return;
    // One document must not fail those that were taken together with it; an outage fails them all.
    const isOfOne = error instanceof StellwerkError && group.length > 1;
    for (const one of group) {
      const own = isOfOne ? await this.#attempt(tenant, [one]) : error;
      if (own !== undefined) one.reject(own);
    }
  }

  /** @returns what went wrong */
  async #attempt(tenant: string, group: readonly Waiting[]): Promise<unknown> {
    try {
      const left = this.ledger.intent(tenant);
      if (left) await this.#finish(left);
      // An attempt that was cut off is finished by now: what it held is not done twice.
      const changes = group
        .flatMap((one) => one.changes)
        .filter((change) => !left || !this.#isConcluded(tenant, change));
      if (changes.length > 0) await this.#begin(tenant, changes);
    } catch (error) {
      return error;
    }
    for (const { resolve } of group) resolve();
    return undefined;
  }

  #isConcluded(tenant: string, { add, remove }: Change): boolean {
    if (add) {
      const version = this.ledger.version(tenant, add.documentId, add.version);
      return version?.state === 'complete' && version.revision === add.revision;
    }
    return remove !== undefined && this.ledger.document(tenant, remove.documentId)?.serving !== remove.version;
  }

  #takeGroup(tenant: string): Waiting[] {
    const queue = this.#waiting.get(tenant) ?? [];
    const group: Waiting[] = [];
    let size = 0;
    for (let [next] = queue; next && (size === 0 || size + next.changes.length <= CHANGES_PER_COMMIT); [next] = queue) {
      group.push(next);
      size += next.changes.length;
      queue.shift();
    }
    if (queue.length === 0) this.#waiting.delete(tenant);
    else void this.#lock.run(BARRIER, () => this.#next(tenant));
    return group;
  }

  async #begin(tenant: string, changes: readonly Change[]): Promise<void> {
    const intent: CommitIntent = {
      tenant,
      sequence: this.ledger.sequence(tenant) + 1,
      add: changes.flatMap(({ add }) => add ?? []),
      remove: changes.flatMap(({ remove }) => remove ?? []),
      touch: changes.flatMap(({ touch }) => touch ?? []),
      events: changes.flatMap(({ event }) => event ?? []),
      at: new Date(this.now()).toISOString(),
    };
    this.#refuseUnlessServed(intent);
    this.ledger.putIntent(intent);
    await this.#finish(intent);
  }

  /** A version that was written before the index was switched lacks the generation that serves now. */
  #refuseUnlessServed({ add }: CommitIntent): void {
    const { name } = this.generations.live();
    if (add.some((version) => completePoints(version, name) === 0))
      throw new StellwerkError(errors.GENERATION_CHANGED, { generation: name });
  }

  async #finish(intent: CommitIntent): Promise<void> {
    const generations = this.generations.stored();
    try {
      await applyIntent(intent, generations);
    } catch (error) {
      // Anything else is an outage: the intent stays and is finished once the engine is back.
      if (!isDifference(error)) throw error;
      await revokeIntent(intent, generations);
      this.ledger.removeIntent(intent.tenant);
      throw error;
    }
    concludeIntent(this.ledger, intent, this.keep);
  }
}

const isDifference = (error: unknown): boolean =>
  error instanceof StellwerkError && error.code === errors.LEDGER_DIFFERS.code;
