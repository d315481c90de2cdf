import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bus, createKafkaBus, listDeadLetters, MAX_MESSAGE_BYTES, readGroupPositions } from '@stellwerk/bus';
import { type BusUnderTest, busContract, eventually } from '@stellwerk/bus/contract';
import { compactedTopic, deadLetterTopic, standardTopic, type TopicPolicy } from '@stellwerk/contracts';
import { createTopics, type Stack, startStack } from '@stellwerk/local';
import { severableSockets } from './severable-sockets.js';
import { deleteRecords, setTopicConfig } from './support/topic-changes.js';

describe('Kafka bus', () => {
  let stateDir: string;
  let stack: Stack;
  const open: Bus[] = [];

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'stellwerk-bus-'));
    stack = await startStack({ stateDir, freePorts: true, only: ['kafka'] });
  });

  afterAll(async () => {
    await Promise.all(open.map((bus) => bus.close()));
    await stack?.stop();
    await rm(stateDir, { recursive: true, force: true });
  });

  afterEach(() => expect(fatal).toEqual([]));

  const severed = new Map<Bus, () => void>();
  const fatal: unknown[] = [];
  const logLines: string[] = [];
  const connect = (now = () => new Date()) => {
    const { factory, sever } = severableSockets();
    const bus = createKafkaBus({
      brokers: stack.kafkaBrokers,
      clientId: 'contract',
      now,
      socketFactory: factory,
      onFatal: (error) => fatal.push(error),
      log: (line) => logLines.push(line),
    });
    severed.set(bus, sever);
    open.push(bus);
    return bus;
  };
  const createTopic = async (policy: TopicPolicy, name = `contract.${randomUUID()}`) => {
    await createTopics({ brokers: stack.kafkaBrokers }, [{ name, ...policy }]);
    return name;
  };
  const subject: BusUnderTest = {
    connect,
    crash: async (bus) => severed.get(bus)?.(),
    createTopic: (name) => createTopic(standardTopic, name),
    createTopicKeeping: (retentionMs) => createTopic({ ...standardTopic, retentionMs }),
    createCompactedTopic: () => createTopic(compactedTopic),
  };

  it.each(busContract)('%s', async (_title, run) => {
    await run(subject);
  });

  it('refuses quickly while the broker is dead, recovers by itself, and loses nothing it acknowledged', async () => {
    const topic = await createTopic(standardTopic);
    const bus = connect();
    const acknowledged = new Set<string>();
    const arrived = new Set<string>();
    const running = await bus.subscribe({
      group: `group-${randomUUID()}`,
      topics: [topic],
      deadLetterTopic: `${topic}.dead`,
      handle: async (batch) => {
        for (const message of batch.messages) arrived.add(String(message.value));
        return undefined;
      },
    });
    await running.ready;
    let next = 0;
    let slowestRefusalMs = 0;
    const send = async () => {
      const text = String(next++);
      const startedMs = Date.now();
      try {
        await bus.publish([{ topic, key: text, value: Buffer.from(text), headers: {} }]);
        acknowledged.add(text);
      } catch (error) {
        slowestRefusalMs = Math.max(slowestRefusalMs, Date.now() - startedMs);
        expect(error).toMatchObject({ name: 'UnavailableError', resource: 'kafka' });
      }
    };
    for (let index = 0; index < 50; index++) await send();
    await stack.kill('kafka', 'SIGKILL');
    const before = acknowledged.size;
    while (acknowledged.size < before + 50) await send();
    await eventually('every acknowledged message', () => [...acknowledged].every((text) => arrived.has(text)));
    // A connection and a request are each given up after 2.5 s.
    expect(slowestRefusalMs).toBeLessThan(10_000);
  });

  it('tells who reads a partition that the broker went away, and reads it when the broker is back', async () => {
    const topic = await createTopic({ ...standardTopic, partitions: 1 });
    const bus = connect();
    // More than one fetch brings.
    const texts = Array.from({ length: 30 }, (_, index) => String(index).padEnd(100_000));
    await bus.publish(texts.map((text) => ({ topic, key: 'k', value: Buffer.from(text), headers: {} })));
    const read = async (first: () => Promise<unknown>) => {
      let count = 0;
      for await (const _message of bus.readFrom(topic, 0, 0n)) if (count++ === 0) await first();
      return count;
    };
    const startedMs = Date.now();
    const died = read(() => stack.kill('kafka', 'SIGKILL'));
    await expect(died).rejects.toMatchObject({ name: 'UnavailableError', resource: 'kafka' });
    // Sooner than a reader gives up that hears nothing.
    expect(Date.now() - startedMs).toBeLessThan(30_000);
    await stack.whenReady('kafka', 60_000);
    expect(await read(async () => {})).toBe(texts.length);
  });

  it('tells where a group stands whose store is ahead of what it committed, although no message comes', async () => {
    const topic = await createTopic({ ...standardTopic, partitions: 1 });
    const group = `group-${randomUUID()}`;
    const bus = connect();
    const texts = ['a', 'b', 'c'];
    await bus.publish(texts.map((text) => ({ topic, key: 'k', value: Buffer.from(text), headers: {} })));
    let handled = 0;
    const running = await bus.subscribe({
      group,
      topics: [topic],
      deadLetterTopic: `${topic}.dead`,
      resumeAt: async () => 3n,
      handle: async ({ messages }) => {
        handled += messages.length;
        return undefined;
      },
    });
    await running.ready;
    let committed: bigint | null | undefined;
    for (let tries = 0; tries < 60 && committed !== 3n; tries++) {
      await sleep(250);
      const [position] = await readGroupPositions({ brokers: stack.kafkaBrokers }, [{ group, topics: [topic] }]);
      committed = position?.committed;
    }
    expect([committed, handled]).toEqual([3n, 0]);
  });

  it('carries a message as large as it takes, and its dead letter', async () => {
    const bus = connect();
    const service = `contract-${randomUUID()}`;
    const deadTopic = await createTopic(standardTopic, deadLetterTopic(service));
    const topic = await createTopic(standardTopic);
    const largest = { topic, key: 'k', value: Buffer.alloc(MAX_MESSAGE_BYTES - 1_024, 'x'), headers: {} };
    const tooLarge = { ...largest, value: Buffer.alloc(MAX_MESSAGE_BYTES, 'x') };
    await expect(bus.publish([tooLarge])).rejects.toMatchObject({ code: 'BUS_MESSAGE_TOO_LARGE' });
    const sizes: (number | undefined)[] = [];
    const running = await bus.subscribe({
      group: `group-${randomUUID()}`,
      topics: [topic],
      deadLetterTopic: deadTopic,
      handle: async ({ messages }) => {
        sizes.push(...messages.map(({ value }) => value?.length));
        const detail = 'd'.repeat(512);
        return { dead: messages.map((message) => ({ message, code: 'ODD', step: 'oddStep', detail })) };
      },
    });
    await running.ready;
    await bus.publish([largest]);
    await eventually('the message', () => sizes.length === 1);
    await running.stop();
    const [letter] = await listDeadLetters(bus, service);
    expect([sizes[0], letter?.bytes]).toEqual([largest.value.length, largest.value.length]);
  });

  it('says which messages were deleted before they were handled', async () => {
    const topic = await createTopic({ ...standardTopic, partitions: 1 });
    const bus = connect();
    await bus.publish(['0', '1', '2'].map((text) => ({ topic, key: 'k', value: Buffer.from(text), headers: {} })));
    await deleteRecords(stack.kafkaBrokers, topic, '2');
    const seen: string[] = [];
    await bus.subscribe({
      group: `group-${randomUUID()}`,
      topics: [topic],
      deadLetterTopic: `${topic}.dead`,
      resumeAt: async () => 0n,
      handle: async ({ messages }) => {
        seen.push(...messages.map(({ value }) => String(value)));
        return undefined;
      },
    });
    await eventually('what is left', () => seen.length === 1);
    const expected = `${topic}/0: 0 to 1 were deleted before they were handled`;
    await eventually('the line', () => logLines.includes(expected));
  });

  it('says how existing topics differ from what they should be, and changes nothing', async () => {
    const name = await createTopic(standardTopic);
    await setTopicConfig(stack.kafkaBrokers, name, { 'min.insync.replicas': '2', 'retention.ms': '1000' });
    const wanted = [{ name, ...standardTopic, partitions: 8 }];
    const expected = {
      created: [],
      differences: [
        `${name}: partitions is 4, should be 8`,
        `${name}: max.message.bytes is 1048588, should be 4194304`,
        `${name}: min.insync.replicas is 2, should be 1`,
        `${name}: retention.ms is 1000, should be 604800000`,
      ],
    };
    expect(await createTopics({ brokers: stack.kafkaBrokers }, wanted)).toEqual(expected);
    expect(await createTopics({ brokers: stack.kafkaBrokers }, wanted)).toEqual(expected);
  });
});
