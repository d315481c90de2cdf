import { join } from 'node:path';
import {
  type BatchOutcome,
  type Bus,
  type DeadLetter,
  type MessageBatch,
  type OutgoingMessage,
  parseMessage,
  toDeadLetters,
  toMessage,
} from '@stellwerk/bus';
import {
  consumerGroups,
  deadLetterTopic,
  defaultPerson,
  deterministicId,
  identityRemapped,
} from '@stellwerk/contracts';
import type { Clock } from '@stellwerk/service';
import { CHANGELOG_TOPIC, fromChangelogMessage, toChangelogMessage } from './adapters/changelog.js';
import { type ContainerChange, ContainerTables } from './adapters/container-tables.js';
import { openPartitionStore, type PartitionStore } from './adapters/partition-store.js';
import { type ComponentCommand, componentCommand } from './contracts.js';
import { ContainerBook, type Remap } from './domain/container-book.js';
import type { ResolutionPolicy } from './domain/resolve.js';
import { BEGINNING_MS } from './domain/slices.js';

export interface ComponentWorkerDeps {
  readonly bus: Pick<Bus, 'publish' | 'readFrom'>;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly policyOf: (tenant: string) => ResolutionPolicy;
  /** Default: LMDB on this host. */
  readonly openStore?: (folder: string) => PartitionStore;
}

interface Owned {
  readonly store: PartitionStore;
  readonly tables: ContainerTables;
}

const GROUP = consumerGroups.components.group;
const DEAD_LETTER_TOPIC = deadLetterTopic('identity');

/** Changes that are restored in one transaction. */
const RESTORE_PAGE = 2_000;

/** What holds now holds until further notice. */
const FOR_GOOD = '2299-12-31T00:00:00.000Z';
/** Commands are about all time. */
const BEGINNING = new Date(BEGINNING_MS).toISOString();

/**
 * Owner of the containers of its partitions.
 *
 * Order of a batch, and what a crash means there:
 * 1. dead letters are published — before or after it: the batch comes again, and its dead letters once more;
 * 2. one transaction: state, applied offset, outputs into the outbox — before it: as in 1;
 * 3. the outbox is published — before or amid it: on the next assignment it is published (again) first; outputs have
 *    deterministic ids and commands may be repeated;
 * 4. the offset is committed by the bus — before it: the store says where to go on.
 *
 * A disk that refuses a transaction is waited for: nothing of the batch stands then, and what was published already is not
 * published again.
 */
export class ComponentWorker {
  readonly #owned = new Map<number, Owned>();

  constructor(private readonly deps: ComponentWorkerDeps) {}

  async resumeAt(topic: string, partition: number): Promise<bigint | null> {
    const owned = await this.#open(partition);
    if (owned.store.applied(topic) === null) await this.#restore(owned, partition);
    await this.#flush(owned.store);
    return owned.store.applied(topic);
  }

  async released(_topic: string, partition: number): Promise<void> {
    const owned = this.#owned.get(partition);
    this.#owned.delete(partition);
    await owned?.store.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#owned.keys()].map((partition) => this.released('', partition)));
  }

  async handle(batch: MessageBatch): Promise<BatchOutcome> {
    const { store, tables } = await this.#open(batch.partition);
    await this.#flush(store);
    const { commands, dead, next } = readCommands(batch, store.applied(batch.topic) ?? 0n);
    await this.deps.bus.publish(toDeadLetters(dead, DEAD_LETTER_TOPIC, GROUP, this.deps.clock()));
    store.transact(batch.topic, next, () => {
      // Of an attempt whose transaction failed: none of it stands.
      tables.takeChanges();
      const book = new ContainerBook(tables, this.deps.policyOf);
      for (const command of commands) book.apply(command);
      const remaps = book.settle();
      const changes = tables.takeChanges().map((change) => toChangelogMessage(change, batch.partition));
      return [...changes, ...remaps.map((remap) => this.#remapMessage(remap)), ...book.outgoing.map(commandMessage)];
    });
    batch.signal.throwIfAborted();
    await this.#flush(store);
    return {};
  }

  /** State of the containers of each partition that this instance owns. */
  tables(): readonly ContainerTables[] {
    return [...this.#owned.values()].map(({ tables }) => tables);
  }

  async #open(partition: number): Promise<Owned> {
    if (this.#owned.get(partition)?.store.isBroken) await this.released('', partition);
    let owned = this.#owned.get(partition);
    if (!owned) {
      const { openStore = openPartitionStore, stateDir } = this.deps;
      const store = openStore(join(stateDir, `component-${partition}`));
      owned = { store, tables: new ContainerTables(store) };
      this.#owned.set(partition, owned);
    }
    return owned;
  }

  async #restore({ store, tables }: Owned, partition: number): Promise<void> {
    let changes: ContainerChange[] = [];
    const write = () => {
      store.restore(() => {
        for (const change of changes) tables.apply(change);
      });
      tables.takeChanges();
      changes = [];
    };
    for await (const message of this.deps.bus.readFrom(CHANGELOG_TOPIC, partition, 0n)) {
      if (changes.push(fromChangelogMessage(message)) >= RESTORE_PAGE) write();
    }
    write();
  }

  async #flush(store: PartitionStore): Promise<void> {
    for (let page = store.outbox(); page.messages.length > 0; page = store.outbox()) {
      await this.deps.bus.publish(page.messages);
      store.published(page.last);
    }
  }

  #remapMessage({ tenant, key, from, to, slices, version, container }: Remap): OutgoingMessage {
    const remapId = deterministicId('remap', tenant, key, to, version);
    const instants = slices.map(({ fromMs, person }) => ({ validFrom: new Date(fromMs).toISOString(), person }));
    const decidedAt = this.deps.clock().toISOString();
    return toMessage(
      identityRemapped,
      {
        remapId,
        tenant,
        key,
        from,
        to,
        validFrom: instants.at(-1)?.validFrom ?? BEGINNING,
        validTo: FOR_GOOD,
        ...(instants.length > 1 && { slices: instants }),
        graphVersion: version,
        kind: to === defaultPerson(tenant, key) ? 'split' : 'merge',
        component: container,
        decidedAt,
      },
      { id: remapId, time: decidedAt, source: 'identity', tenant, traceparent: null },
    );
  }
}

/** Commands of a batch that were not applied yet, and where the store stands afterwards. */
function readCommands(batch: MessageBatch, applied: bigint) {
  const commands: ComponentCommand[] = [];
  const dead: DeadLetter[] = [];
  let next = applied;
  for (const message of batch.messages) {
    if (message.offset < applied) continue;
    next = message.offset + 1n;
    const parsed = parseMessage(componentCommand, message);
    if (parsed.ok) commands.push(parsed.payload);
    else dead.push({ message, code: parsed.code, step: 'readCommand', detail: parsed.detail });
  }
  return { commands, dead, next };
}

/** A command as a message; its id says what it asks for, so that a repetition is recognisable. */
export function commandMessage(command: ComponentCommand): OutgoingMessage {
  const { tenant, target } = command;
  const id = deterministicId('command', JSON.stringify(command));
  return toMessage(componentCommand, command, {
    id,
    time: BEGINNING,
    source: 'identity',
    tenant,
    subject: target,
    traceparent: null,
  });
}
