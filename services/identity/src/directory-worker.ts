import { join } from 'node:path';
import { type BatchOutcome, type Bus, type DeadLetter, type MessageBatch, parseMessage } from '@stellwerk/bus';
import { identityAssertion, identityRemapped } from '@stellwerk/contracts';
import type { Database } from 'lmdb';
import { openPartitionStore, type PartitionStore } from './adapters/partition-store.js';
import { commandMessage } from './component-worker.js';
import { linkCommand } from './domain/container-book.js';
import { factKeys, factTenant } from './domain/facts.js';

export interface DirectoryWorkerDeps {
  readonly bus: Pick<Bus, 'publish'>;
  readonly stateDir: string;
}

/**
 * Directory: which container a key was last seen in. It brings each fact to the owner of the higher of its two containers.
 * An entry may be old; the owner then passes the command on along its pointers, so the directory only keeps paths short. It
 * learns from `identity.remapped`, which is keyed alike, and may be lost without harm.
 */
export class DirectoryWorker {
  readonly #stores = new Map<number, { store: PartitionStore; pointers: Database<string, string[]> }>();

  constructor(private readonly deps: DirectoryWorkerDeps) {}

  async resumeAt(): Promise<null> {
    // Repeating a fact is harmless, so the committed offset is good enough.
    return null;
  }

  async released(_topic: string, partition: number): Promise<void> {
    const open = this.#stores.get(partition);
    this.#stores.delete(partition);
    await open?.store.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#stores.keys()].map((partition) => this.released('', partition)));
  }

  async handle(batch: MessageBatch): Promise<BatchOutcome> {
    return batch.topic === identityRemapped.type ? this.#learn(batch) : this.#route(batch);
  }

  #learn(batch: MessageBatch): BatchOutcome {
    const { store, pointers } = this.#open(batch.partition);
    const dead: DeadLetter[] = [];
    store.restore(() => {
      for (const message of batch.messages) {
        const parsed = parseMessage(identityRemapped, message);
        if (parsed.ok) pointers.putSync([parsed.payload.tenant, parsed.payload.key], parsed.payload.component);
        else dead.push({ message, code: parsed.code, step: 'readRemapped', detail: parsed.detail });
      }
    });
    return { dead };
  }

  async #route(batch: MessageBatch): Promise<BatchOutcome> {
    const { pointers } = this.#open(batch.partition);
    const dead: DeadLetter[] = [];
    const commands = batch.messages.flatMap((message) => {
      const parsed = parseMessage(identityAssertion, message);
      if (!parsed.ok) {
        dead.push({ message, code: parsed.code, step: 'readAssertion', detail: parsed.detail });
        return [];
      }
      const fact = parsed.payload;
      const tenant = factTenant(fact);
      const [left, right] = factKeys(fact);
      const containers = [left, right].map((key) => pointers.get([tenant, key]) ?? key) as [string, string];
      return [commandMessage(linkCommand(tenant, ...containers, fact))];
    });
    await this.deps.bus.publish(commands);
    return { dead };
  }

  #open(partition: number) {
    let open = this.#stores.get(partition);
    if (!open) {
      const store = openPartitionStore(join(this.deps.stateDir, `directory-${partition}`));
      open = { store, pointers: store.table('pointers') };
      this.#stores.set(partition, open);
    }
    return open;
  }
}
