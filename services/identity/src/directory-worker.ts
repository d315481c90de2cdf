import { join } from 'node:path';
import { type BatchOutcome, type Bus, type DeadLetter, type MessageBatch, parseMessage } from '@stellwerk/bus';
import { identityAssertion, identityRemapped } from '@stellwerk/contracts';
import type { LocalTable } from '@stellwerk/local-state';
import { openPartitionStore, type PartitionStore } from './adapters/partition-store.js';
import { commandMessage } from './component-worker.js';
import { linkCommand } from './domain/container-book.js';
import { factKeys, factTenant } from './domain/facts.js';

export interface DirectoryWorkerDeps {
  readonly bus: Pick<Bus, 'publish'>;
  readonly stateDir: string;
  /** Default: LMDB on this host. */
  readonly openStore?: (folder: string) => PartitionStore;
}

interface OpenDirectory {
  readonly store: PartitionStore;
  readonly pointers: LocalTable<string, string[]>;
  /** Topics whose partition of this number is held. */
  readonly topics: Set<string>;
}

/**
 * Directory: which container a key was last seen in. It brings each fact to the owner of the higher of its two containers.
 * An entry may be old; the owner then passes the command on along its pointers, so the directory only keeps paths short. It
 * learns from `identity.remapped`, which is keyed alike, and may be lost without harm.
 */
export class DirectoryWorker {
  readonly #open = new Map<number, OpenDirectory>();

  constructor(private readonly deps: DirectoryWorkerDeps) {}

  /** Both topics share the store of a partition: it is closed when neither is held any longer. */
  async released(topic: string, partition: number): Promise<void> {
    const open = this.#open.get(partition);
    open?.topics.delete(topic);
    if (open?.topics.size === 0) await this.#close(partition, open);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map(([partition, open]) => this.#close(partition, open)));
  }

  async handle(batch: MessageBatch): Promise<BatchOutcome> {
    const directory = await this.#directory(batch);
    return batch.topic === identityRemapped.type ? this.#learn(batch, directory) : this.#route(batch, directory);
  }

  #learn(batch: MessageBatch, { store, pointers }: OpenDirectory): BatchOutcome {
    const dead: DeadLetter[] = [];
    store.restore(() => {
      for (const message of batch.messages) {
        const parsed = parseMessage(identityRemapped, message);
        if (parsed.ok) pointers.put([parsed.payload.tenant, parsed.payload.key], parsed.payload.component);
        else dead.push({ message, code: parsed.code, step: 'readRemapped', detail: parsed.detail });
      }
    });
    return { dead };
  }

  async #route(batch: MessageBatch, { pointers }: OpenDirectory): Promise<BatchOutcome> {
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

  async #directory({ topic, partition }: MessageBatch): Promise<OpenDirectory> {
    let open = this.#open.get(partition);
    if (open?.store.isBroken) {
      await this.#close(partition, open);
      open = undefined;
    }
    if (!open) {
      const { openStore = openPartitionStore, stateDir } = this.deps;
      const store = openStore(join(stateDir, `directory-${partition}`));
      open = { store, pointers: store.table('pointers'), topics: new Set() };
      this.#open.set(partition, open);
    }
    open.topics.add(topic);
    return open;
  }

  async #close(partition: number, { store }: OpenDirectory): Promise<void> {
    this.#open.delete(partition);
    await store.close();
  }
}
