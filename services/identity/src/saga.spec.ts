import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus, type MemoryBus, type OutgoingMessage, toMessage, UnavailableError } from '@stellwerk/bus';
import { defaultPerson, identityAssertion, identityRemapped, type PayloadOf } from '@stellwerk/contracts';
import { LocalStore } from '@stellwerk/local-state';
import { CHANGELOG_TOPIC } from './adapters/changelog.js';
import { openPartitionStore, type PartitionStore } from './adapters/partition-store.js';
import { ComponentWorker } from './component-worker.js';
import { componentCommand } from './contracts.js';
import { DirectoryWorker } from './directory-worker.js';
import { type Fact, factId, factKeys } from './domain/facts.js';
import { resolve } from './domain/resolve.js';
import { SightingSet } from './domain/sighting-set.js';
import { standardPolicy } from './policy.js';
import { key, said, seen, TENANT } from './testing/statements.js';

const NOW = new Date('2026-11-24T13:00:00.000Z');
const DEAD = 'identity.dead.v1';

/** Two persons who are found to be chains of devices, addresses and logins, with a retraction and a forbidden pair. */
const facts: readonly Fact[] = [
  ...chain('anna', 7),
  ...chain('bert', 5),
  seen(key('login', 'anna-0'), key('customer', '1'), 50),
  seen(key('login', 'anna-3'), key('customer', '1'), 51),
  seen(key('login', 'bert-1'), key('customer', '2'), 52),
  seen(key('customer', '1'), key('customer', '2'), 53),
  // A device that both use in turn.
  ...[0, 3, 6].map((hour) => seen(key('device', 'anna-2'), key('login', 'anna-2'), 60 * hour)),
  ...[2, 4].map((hour) => seen(key('device', 'anna-2'), key('login', 'bert-2'), 60 * hour)),
  said('retract', key('device', 'anna-5'), key('login', 'anna-5')),
  said('cannot-link', key('device', 'bert-0'), key('customer', '2')),
];

function chain(name: string, length: number): Fact[] {
  return Array.from({ length }, (_, index) => [
    seen(key('device', `${name}-${index}`), key('login', `${name}-${index}`), index),
    seen(key('device', `${name}-${index}`), key('email', `${name}-${index % 3}`), 10 + index),
  ]).flat();
}

const factMessage = (fact: Fact): OutgoingMessage =>
  toMessage(identityAssertion, fact, {
    id: factId(fact),
    time: NOW.toISOString(),
    source: 'test',
    tenant: TENANT,
    traceparent: null,
  });

const policyOf = (tenant: string) => {
  if (tenant === 'poison') throw new RangeError('a defect that one tenant brings out');
  return standardPolicy;
};

/** Processes end here, machines do not: so nobody waits for the disk. */
const openQuickly = (folder: string): PartitionStore =>
  openPartitionStore(folder, (file) => LocalStore.open(file, { maxTables: 8, outlives: 'process' }));

/** The end of a process: nothing of what it was doing is finished. */
class Killed extends Error {}

describe('the merge saga over four partitions', () => {
  let folder: string;
  let broker: MemoryBus;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'identity-'));
    broker = createMemoryBus({ partitions: 4, maxBatchMessages: 4, now: () => NOW });
  });
  afterEach(async () => {
    await broker.close();
    rmSync(folder, { recursive: true });
  });

  /** A process with directory and containers whose `kill.at`-th publish (before or after it happens) is its end. */
  async function start(
    kill: { at: number; after: boolean } = { at: Number.POSITIVE_INFINITY, after: false },
    openStore = openQuickly,
  ) {
    const client = broker.connect();
    let publishes = 0;
    let end!: () => void;
    const killed = new Promise<void>((resolveKilled) => {
      end = resolveKilled;
    });
    let isDead = false;
    const publish = async (messages: readonly OutgoingMessage[]) => {
      if (isDead) throw new Killed();
      publishes += 1;
      if (publishes === kill.at) {
        isDead = true;
        if (kill.after) await client.publish(messages);
        end();
        throw new Killed();
      }
      return client.publish(messages);
    };
    const bus = { publish, readFrom: client.readFrom.bind(client) };
    const directory = new DirectoryWorker({ bus, stateDir: folder, openStore: openQuickly });
    const components = new ComponentWorker({
      bus,
      stateDir: folder,
      clock: () => NOW,
      policyOf,
      openStore,
    });
    await client.subscribe({
      group: 'identity-directory',
      topics: [identityAssertion.type, identityRemapped.type],
      deadLetterTopic: DEAD,
      handle: (batch) => directory.handle(batch),
      released: (topic, partition) => directory.released(topic, partition),
      maxAttempts: 1_000,
    });
    const subscription = await client.subscribe({
      group: 'identity-component',
      topics: [componentCommand.type],
      deadLetterTopic: DEAD,
      handle: (batch) => components.handle(batch),
      resumeAt: (topic, partition) => components.resumeAt(topic, partition),
      released: (topic, partition) => components.released(topic, partition),
      maxAttempts: 1_000,
    });
    return {
      killed,
      publishes: () => publishes,
      stalledBy: () => subscription.status().stalledBy,
      crash: async () => {
        await client.crash();
        await Promise.all([directory.close(), components.close()]);
      },
      stop: async () => {
        await client.close();
        await Promise.all([directory.close(), components.close()]);
      },
    };
  }

  /** What consumers of `identity.remapped` end up with: the highest version of each key. */
  function finalMap(): Map<string, unknown> {
    const latest = new Map<string, PayloadOf<typeof identityRemapped>>();
    for (const { value } of broker.messages(identityRemapped.type)) {
      const remap: PayloadOf<typeof identityRemapped> = JSON.parse(String(value));
      if ((latest.get(remap.key)?.graphVersion ?? 0) <= remap.graphVersion) latest.set(remap.key, remap);
    }
    const everyKey = new Set(facts.flatMap(factKeys));
    return new Map(
      [...everyKey].sort().map((one) => {
        const remap = latest.get(one);
        return [one, remap?.slices ?? remap?.to ?? defaultPerson(TENANT, one)];
      }),
    );
  }

  const expected = (): Map<string, unknown> => {
    const sightings = new SightingSet(() => undefined);
    for (const fact of facts) sightings.see(fact);
    const sightingsOf = (device: string) => sightings.changed().filter((one) => one.device === device);
    const { persons, slices } = resolve(TENANT, facts, standardPolicy, sightingsOf);
    const shown = (one: string) =>
      slices.get(one)?.map(({ fromMs, person }) => ({ validFrom: new Date(fromMs).toISOString(), person }));
    return new Map([...persons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([one, to]) => [one, shown(one) ?? to]));
  };

  const publishFacts = (given: readonly Fact[]) => broker.publish(given.map(factMessage));

  it('ends with the persons that the set of all facts has', async () => {
    await publishFacts(facts);
    const running = await start();
    await broker.idle();
    await running.stop();
    expect(finalMap()).toEqual(expected());
    expect([...finalMap().values()].filter(Array.isArray).map((slices) => slices.length)).toEqual([5]);
    expect(broker.messages(DEAD)).toEqual([]);
    const used = new Set(broker.messages(componentCommand.type).map(({ partition }) => partition));
    expect(used).toEqual(new Set([0, 1, 2, 3]));
  });

  it('ends the same when the disk refuses two transactions of three, and says so meanwhile', async () => {
    let transactions = 0;
    const open = (storeFolder: string): PartitionStore => {
      const store = openQuickly(storeFolder);
      const transact: PartitionStore['transact'] = (topic, applied, work) =>
        store.transact(topic, applied, () => {
          const outputs = work();
          if (transactions++ % 3 < 2) throw new UnavailableError('local state (ENOSPC)');
          return outputs;
        });
      return {
        isBroken: false,
        transact,
        applied: (topic) => store.applied(topic),
        restore: (work) => store.restore(work),
        outbox: () => store.outbox(),
        published: (last) => store.published(last),
        table: (name) => store.table(name),
        close: () => store.close(),
      };
    };
    await publishFacts(facts);
    const running = await start(undefined, open);
    const stalls = new Set<string | null>();
    const watching = setInterval(() => stalls.add(running.stalledBy()), 1);
    await broker.idle();
    clearInterval(watching);
    expect([...stalls]).toContain('local state (ENOSPC)');
    expect(running.stalledBy()).toBeNull();
    await running.stop();
    expect(finalMap()).toEqual(expected());
    expect(broker.messages(DEAD)).toEqual([]);
  });

  it('writes nothing of a command that was given up into the changelog', async () => {
    const poison = { ...(facts[0] as Extract<Fact, { fact: 'assertion' }>).assertion, tenant: 'poison' };
    await broker.publish([
      ...facts.slice(0, 6).map(factMessage),
      factMessage({ fact: 'assertion', assertion: poison }),
    ]);
    const running = await start();
    await broker.idle();
    await running.stop();
    expect(broker.messages(DEAD).map(({ headers }) => headers.dead_detail)).toEqual(['RangeError']);
    // The pointer that led to the owner stands; the fact that the owner failed on does not.
    const entries = broker
      .messages(CHANGELOG_TOPIC)
      .map(({ key: entry }) => entry.split('\u001f').slice(0, 2).join(' '));
    expect(entries).not.toContain('fact poison');
    expect(entries).toContain('fact demo');
  });

  it.each([1, 2, 3])('ends the same when facts come in another order and twice (%i)', async (seed) => {
    const shuffled = [...facts].sort((a, b) => scramble(factId(a), seed) - scramble(factId(b), seed));
    await publishFacts(shuffled);
    const running = await start();
    await broker.idle();
    await publishFacts([...shuffled].reverse());
    await broker.idle();
    await running.stop();
    expect(finalMap()).toEqual(expected());
  });

  it('ends the same with two processes, one of which leaves', async () => {
    await publishFacts(facts.slice(0, 12));
    const first = await start();
    await broker.idle();
    await first.stop();
    // Another process elsewhere: it has no store and restores its partitions from the changelog.
    rmSync(folder, { recursive: true });
    const second = await start();
    await publishFacts(facts.slice(12));
    await broker.idle();
    await second.stop();
    expect(broker.messages(CHANGELOG_TOPIC).length).toBeGreaterThan(0);
    expect(finalMap()).toEqual(expected());
  });

  it('ends the same when it is killed before or after any publish', async () => {
    await publishFacts(facts);
    const clean = await start();
    await broker.idle();
    const publishes = clean.publishes();
    await clean.stop();
    expect(publishes).toBeGreaterThan(20);
    for (let at = 1; at <= publishes; at++) {
      for (const after of [false, true]) {
        rmSync(folder, { recursive: true, force: true });
        await broker.close();
        broker = createMemoryBus({ partitions: 4, maxBatchMessages: 4, now: () => NOW });
        await publishFacts(facts);
        const running = await start({ at, after });
        await Promise.race([running.killed, broker.idle()]);
        await running.crash();
        const next = await start();
        await broker.idle();
        await next.stop();
        expect({ at, after, map: finalMap() }).toEqual({ at, after, map: expected() });
      }
    }
  }, 120_000);
});

function scramble(id: string, seed: number): number {
  return [...id].reduce((hash, character) => Math.imul(hash ^ character.charCodeAt(0), 16_777_619) >>> 0, seed);
}
