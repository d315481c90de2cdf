import { join } from 'node:path';
import {
  type BatchOutcome,
  type Bus,
  type DeadLetter,
  headersOf,
  type MessageBatch,
  type OutgoingMessage,
  type ReceivedMessage,
  toDeadLetters,
} from '@stellwerk/bus';
import {
  deadLetterTopic,
  deterministicId,
  type TrackedEvent,
  trackingCounted,
  trackingEvent,
} from '@stellwerk/contracts';
import type { Clock } from '@stellwerk/service';
import { openSeenStore, type SeenBatch, type SeenStore } from './adapters/seen-store.js';
import type { Withdrawals } from './consent/withdrawals.js';
import { problemOfReceived, type Received, readReceived } from './read-received.js';

/** Header of `tracking.event`: offset in `tracking.received` that the event came from. */
export const ORIGIN_HEADER = 'stellwerk_origin';

/** Consumer group of the de-duplicator. */
export const GROUP = 'tracking';

export interface DeduplicatorDeps {
  readonly bus: Pick<Bus, 'publish' | 'readFrom'>;
  readonly stateDir: string;
  readonly clock: Clock;
  /** Adds what is known of an event only behind the door, such as its channel. */
  readonly enrich: (event: TrackedEvent) => TrackedEvent;
  /** What later statements of the persons leave of an event. */
  readonly withdrawals: Withdrawals;
  /** Default: LMDB on this host. */
  readonly openStore?: (folder: string, now: Clock) => SeenStore;
}

/** Events that are noted in one transaction when a store is restored: bounds memory. */
const RECOVERED_AT_ONCE = 10_000;

/** What becomes of a message: events that are new, and counts of those that are not. */
interface Sorted {
  readonly output: readonly OutgoingMessage[];
  readonly seen: SeenBatch['seen'];
  /** Ids of its events, new or not. */
  readonly ids: ReadonlySet<string>;
}

interface Work {
  readonly output: OutgoingMessage[];
  readonly seen: SeenBatch['seen'][number][];
  readonly dead: DeadLetter[];
}

/**
 * Turns `tracking.received` into `tracking.event`, each event once within seven days, and only what its person still allows.
 *
 * Order of a batch, and what a crash means there:
 * 1. publish, dead letters included, for once the offset is noted nobody reads their messages again — before it: nothing
 *    happened, the batch comes again;
 * 2. one transaction with the ids seen, the applied offset and where the output lies — before it: the output stands, so on
 *    the next assignment the tail of `tracking.event` is read back and its ids count as seen, with the offset they came
 *    from; the batch comes again and finds its own events already out, which is no duplicate;
 * 3. the offset is committed by the bus — before it: the store says where to go on.
 *
 * The same happens without a crash when the broker could not say whether it took the output, or the disk refused the
 * transaction: the store is given up, and before the batch is tried again the tail is read back and noted. So as long as a
 * disk is full, nothing is published a second time.
 *
 * Input and output have the same keys and number of partitions, so an event's output lies in the partition of its input.
 */
export class Deduplicator {
  readonly #stores = new Map<number, SeenStore>();

  constructor(private readonly deps: DeduplicatorDeps) {}

  /** Opens a partition's store, reads back what was published without being noted, and says where to go on. */
  async resumeAt(_topic: string, partition: number): Promise<bigint | null> {
    const store = this.#stores.get(partition) ?? (await this.#recover(partition));
    return store.applied();
  }

  async released(_topic: string, partition: number): Promise<void> {
    const store = this.#stores.get(partition);
    this.#stores.delete(partition);
    await store?.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#stores.keys()].map((partition) => this.released('', partition)));
  }

  async handle(batch: MessageBatch): Promise<BatchOutcome> {
    const store = this.#stores.get(batch.partition) ?? (await this.#recover(batch.partition, batch.signal));
    const work = this.#sort(batch, store);
    batch.signal.throwIfAborted();
    try {
      const outputPosition = await this.#publish(work, batch, store);
      const last = batch.messages.at(-1) as ReceivedMessage;
      store.commit({ seen: work.seen, applied: last.offset + 1n, outputPosition });
    } catch (error) {
      // The output may be out without being noted: only what is read back tells.
      await this.#giveUp(batch.partition, store);
      throw error;
    }
    return {};
  }

  #sort(batch: MessageBatch, store: SeenStore): Work {
    const work: Work = { output: [], seen: [], dead: [] };
    const inBatch = new Set<string>();
    for (const message of batch.messages) {
      const parsed = readReceived(message);
      try {
        if (!parsed.ok) throw new Error(parsed.detail);
        const { output, seen, ids } = this.#sortMessage(parsed.payload, message, store, inBatch);
        work.output.push(...output);
        work.seen.push(...seen);
        for (const id of ids) inBatch.add(id);
      } catch (error) {
        const problem = parsed.ok ? problemOfReceived(message) : parsed;
        if (!problem) throw error;
        work.dead.push({ message, code: problem.code, step: 'readReceived', detail: problem.detail });
      }
    }
    return work;
  }

  #sortMessage(received: Received, message: ReceivedMessage, store: SeenStore, before: ReadonlySet<string>): Sorted {
    const output: OutgoingMessage[] = [];
    const seen: SeenBatch['seen'][number][] = [];
    const ids = new Set<string>();
    let duplicates = 0;
    let withdrawn = 0;
    // Not when it was received: what is replayed may have been received long ago, and is to be remembered as long.
    const seenAtMs = this.deps.clock().getTime();
    for (const event of received.events) {
      const { eventId } = event;
      const origin = store.origin(eventId);
      const isFirst = !before.has(eventId) && !ids.has(eventId);
      const isOwnReplay = isFirst && origin === message.offset;
      const isNew = isFirst && origin === undefined;
      ids.add(eventId);
      if (isNew) {
        const kept = this.deps.withdrawals(event);
        if (kept) output.push(eventMessage(this.deps.enrich(kept), message));
        else withdrawn += 1;
        seen.push({ eventId, origin: message.offset, seenAtMs });
      } else if (!isOwnReplay) duplicates += 1;
    }
    if (duplicates > 0) output.push(countMessage(received, message, 'duplicate', duplicates));
    if (withdrawn > 0) output.push(countMessage(received, message, 'consent', withdrawn));
    return { output, seen, ids };
  }

  async #publish({ output, dead }: Work, batch: MessageBatch, store: SeenStore): Promise<bigint> {
    const letters = toDeadLetters(dead, deadLetterTopic(GROUP), GROUP, this.deps.clock());
    const receipt = await this.deps.bus.publish([...output, ...letters]);
    return receipt.get(`${trackingEvent.type}/${batch.partition}`) ?? store.outputPosition();
  }

  /** Opens a store and notes in it what was published without being noted; only then may anything be published. */
  async #recover(partition: number, signal?: AbortSignal): Promise<SeenStore> {
    const { bus, stateDir, clock, openStore = openSeenStore } = this.deps;
    const store = openStore(join(stateDir, `partition-${partition}`), clock);
    try {
      let seen: SeenBatch['seen'][number][] = [];
      let position = store.outputPosition();
      const note = () => {
        if (position > store.outputPosition()) {
          store.commit({ seen, applied: store.applied(), outputPosition: position });
        }
        seen = [];
      };
      for await (const message of bus.readFrom(trackingEvent.type, partition, position)) {
        position = message.offset + 1n;
        const entry = seenEntry(message);
        if (entry && seen.push(entry) >= RECOVERED_AT_ONCE) note();
      }
      note();
      signal?.throwIfAborted();
    } catch (error) {
      await store.close();
      throw error;
    }
    this.#stores.set(partition, store);
    return store;
  }

  /** By now the partition may have been assigned anew, with another store. */
  async #giveUp(partition: number, store: SeenStore): Promise<void> {
    if (this.#stores.get(partition) !== store) return;
    this.#stores.delete(partition);
    await store.close();
  }
}

function eventMessage(event: TrackedEvent, origin: ReceivedMessage): OutgoingMessage {
  const { eventId, eventTime, source, tenant } = event;
  // The trace that began at the door goes on with the event.
  const traceparent = origin.headers.traceparent ?? null;
  return {
    topic: trackingEvent.type,
    key: trackingEvent.key(event),
    value: Buffer.from(JSON.stringify(event)),
    headers: {
      ...headersOf(trackingEvent.type, { id: eventId, time: eventTime, source, tenant, traceparent }),
      [ORIGIN_HEADER]: String(origin.offset),
    },
  };
}

function countMessage(
  received: Received,
  origin: ReceivedMessage,
  reason: 'duplicate' | 'consent',
  count: number,
): OutgoingMessage {
  const { tenant, source, receivedAt } = received;
  const countId = deterministicId('count', reason, origin.partition, String(origin.offset));
  const hour = `${receivedAt.slice(0, 13)}:00:00.000Z`;
  return {
    topic: trackingCounted.type,
    key: `${tenant}/${source}`,
    value: Buffer.from(JSON.stringify({ countId, tenant, source, hour, reason, count })),
    headers: headersOf(trackingCounted.type, { id: countId, time: receivedAt, source, tenant, traceparent: null }),
  };
}

/** Id and origin of a published event, and when it was published, which is when it was seen. */
function seenEntry(message: ReceivedMessage): SeenBatch['seen'][number] | undefined {
  const eventId = message.headers.ce_id;
  const origin = message.headers[ORIGIN_HEADER];
  if (eventId === undefined || origin === undefined) return undefined;
  return { eventId, origin: BigInt(origin), seenAtMs: message.timestampMs };
}
