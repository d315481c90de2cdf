import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bus, type Table, UnavailableError } from '@stellwerk/bus';
import { CHANGELOG_TOPIC } from './adapters/changelog.js';
import type { ContainerTables } from './adapters/container-tables.js';
import { ReplicaStore } from './adapters/replica-store.js';

export interface GraphReplicaDeps {
  readonly bus: Pick<Bus, 'table'>;
  readonly stateDir: string;
  /** How long a question waits for a copy that is still being read. Default 1.5 s. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 1_500;

interface OpenReplica {
  readonly store: ReplicaStore;
  readonly table: Table;
  /** What the disk refused, `null` while it takes everything. */
  failure: unknown;
}

/**
 * A copy of the whole graph from its changelog, for questions about containers that other instances own. It begins with the
 * first such question, so an instance that owns everything never pays for it, and follows the owners within a second. It is
 * kept on disk and read on after a restart.
 */
export class GraphReplica {
  #opening: Promise<OpenReplica> | null = null;

  constructor(private readonly deps: GraphReplicaDeps) {}

  /** The graph as it is told now. @throws UnavailableError while the copy is being read, or its disk refuses it */
  async tables(): Promise<ContainerTables> {
    const opening = this.#opening ?? this.#open();
    this.#opening = opening;
    try {
      const replica = await opening;
      if (replica.failure !== null) throw replica.failure;
      replica.store.write();
      if (await isReady(replica.table, this.deps.patienceMs ?? PATIENCE_MS)) {
        replica.store.write();
        return replica.store.tables;
      }
    } catch (error) {
      // Begun anew with the next question, from where the disk says it is.
      if (this.#opening === opening) await this.close();
      throw error;
    }
    throw new UnavailableError('copy of the identity graph, which is being read');
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    const replica = await opening?.catch(() => null);
    await replica?.table.stop();
    await replica?.store.close();
  }

  async #open(): Promise<OpenReplica> {
    const store = ReplicaStore.open(join(this.deps.stateDir, 'replica'));
    const replica: { failure: unknown } = { failure: null };
    const table = await this.deps.bus.table({
      topic: CHANGELOG_TOPIC,
      startAt: (partition) => store.position(partition),
      apply: (message) => {
        // A reader must not end over this; whoever asks next learns of it.
        if (replica.failure !== null) return;
        try {
          store.add(message);
        } catch (error) {
          replica.failure = error;
        }
      },
    });
    return Object.assign(replica, { store, table });
  }
}

const isReady = (table: Table, patienceMs: number): Promise<boolean> =>
  Promise.race([table.ready.then(() => true), sleep(patienceMs, false, { ref: false })]);
