import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  down,
  findFreePortBase,
  findRepositoryRoot,
  findSupervisor,
  kafkaCacheFolder,
  type Stack,
  standardStores,
  startStack,
  upDetached,
} from '@stellwerk/local';
import '@stellwerk/bus/request-queue-patch';
import { Kafka, logLevel } from 'kafkajs';

const START_MS = 180_000;
const stores = ['kafka', 'clickhouse'] as const;
const topic = { name: 'sample.happened.v1', partitions: 4, retentionMs: 3_600_000, compacted: false };
const analyst = { name: 'analyst', grants: ['SELECT ON curated.*'], readonly: true };

/** Command lines of running programs that mention the folder, once they have had the time to end. */
async function programsOf(folder: string): Promise<string[]> {
  const list = () =>
    execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(folder) && !line.startsWith('Z'));
  for (let i = 0; i < 300 && list().length > 0; i++) await sleep(100);
  return list();
}

async function query(stack: Stack, sql: string, user = 'stellwerk', password = stack.clickhouse.password) {
  // A connection left open would delay the server's stop.
  const headers = { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password, Connection: 'close' };
  const answer = await fetch(stack.clickhouse.url, { method: 'POST', body: sql, headers });
  return { status: answer.status, text: (await answer.text()).trim() };
}

const client = (stack: Stack) => new Kafka({ brokers: [...stack.kafkaBrokers], logLevel: logLevel.NOTHING });

async function produce(stack: Stack, values: readonly string[]): Promise<void> {
  const producer = client(stack).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  await producer.send({ topic: topic.name, acks: -1, messages: values.map((value) => ({ key: value, value })) });
  await producer.disconnect();
}

async function consume(stack: Stack, count: number, groupId: string): Promise<string[]> {
  const consumer = client(stack).consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topic: topic.name, fromBeginning: true });
  const values: string[] = [];
  await new Promise<void>((resolve) => {
    void consumer.run({
      eachMessage: async ({ message }) => {
        values.push(String(message.value));
        if (values.length === count) resolve();
      },
    });
  });
  await consumer.disconnect();
  return values.sort();
}

describe('local stack', () => {
  let stateDir: string;
  let stack: Stack;

  const start = (changes: Partial<Parameters<typeof startStack>[0]> = {}) =>
    startStack({ stateDir, freePorts: true, only: stores, topics: [topic], roles: [analyst], ...changes });

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'stellwerk-stack-'));
    stack = await start({ timings: { healthCheckMs: 200, healthFailures: 2 } });
  }, START_MS);

  afterAll(async () => {
    await stack?.stop();
    await rm(stateDir, { recursive: true, force: true });
  }, START_MS);

  it('creates the topics it was given', async () => {
    const admin = client(stack).admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic.name] });
    await admin.disconnect();
    expect(topics[0]?.partitions).toHaveLength(topic.partitions);
  });

  it('refuses a second stack on the same state folder', async () => {
    await expect(start()).rejects.toMatchObject({ code: 'LOC_ALREADY_RUNNING' });
  });

  it('bounds the memory of ClickHouse', async () => {
    const sql = `SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'`;
    expect((await query(stack, sql)).text).toBe('1500000000');
  });

  it('lets a role read what it is granted, and nothing else', async () => {
    await query(stack, 'CREATE DATABASE curated');
    await query(stack, 'CREATE TABLE curated.sample (a Int64) ENGINE = MergeTree ORDER BY a');
    const password = stack.rolePasswords.analyst ?? '';
    const as = (sql: string) => query(stack, sql, 'analyst', password);
    expect(await as('SELECT count() FROM curated.sample')).toEqual({ status: 200, text: '0' });
    expect((await as('INSERT INTO curated.sample VALUES (1)')).text).toMatch(/ACCESS_DENIED|READONLY/);
    expect((await as('CREATE TABLE curated.other (a Int64) ENGINE = Memory')).text).toMatch(/ACCESS_DENIED|READONLY/);
    expect((await as('SELECT * FROM system.users')).text).toMatch(/ACCESS_DENIED/);
  });

  it.each([
    ['the default user', 'default', ''],
    ['a wrong password', 'stellwerk', 'wrong'],
    ['an empty password', 'stellwerk', ''],
  ])('keeps %s out', async (_title, user, password) => {
    const { status, text } = await query(stack, 'SELECT 1', user, password);
    expect(status).not.toBe(200);
    expect(text).toMatch(/AUTHENTICATION_FAILED|USER_SESSION_LIMIT_EXCEEDED|REQUIRED_PASSWORD/);
  });

  it(
    'has every acknowledged message after the broker was killed',
    async () => {
      const values = Array.from({ length: 1_000 }, (_, i) => String(i));
      await produce(stack, values);
      expect(await stack.kill('kafka', 'SIGKILL')).toBe(true);
      await stack.whenReady('kafka', START_MS);
      expect(await consume(stack, values.length, 'after-kill')).toEqual(values.sort());
    },
    START_MS,
  );

  it(
    'has every acknowledged block, whole, after ClickHouse was killed under writers',
    async () => {
      const rowsPerBlock = 1_000;
      await query(stack, 'CREATE TABLE blocks (block UInt32, row UInt32) ENGINE = MergeTree ORDER BY (block, row)');
      const acknowledged: number[] = [];
      let next = 0;
      for (let round = 0; round < 3; round++) {
        let writing = true;
        const writers = Array.from({ length: 4 }, async () => {
          while (writing) {
            const block = next++;
            const rows = `INSERT INTO blocks SELECT ${block}, number FROM numbers(${rowsPerBlock})`;
            const answer = await query(stack, rows).catch(() => undefined);
            if (answer?.status === 200) acknowledged.push(block);
            else return;
          }
        });
        await sleep(300);
        await stack.kill('clickhouse', 'SIGKILL');
        writing = false;
        await Promise.all(writers);
        await stack.whenReady('clickhouse', START_MS);
      }
      const { text } = await query(stack, 'SELECT block, count() FROM blocks GROUP BY block FORMAT JSONCompactEachRow');
      const counts = new Map(text.split('\n').map((line) => JSON.parse(line) as [number, string]));
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(acknowledged.filter((block) => !counts.has(block))).toEqual([]);
      expect([...counts].filter(([, rows]) => Number(rows) !== rowsPerBlock)).toEqual([]);
    },
    START_MS,
  );

  it(
    'reports a part that hangs, and its recovery',
    async () => {
      await stack.kill('clickhouse', 'SIGSTOP');
      const state = () => stack.status.find((part) => part.name === 'clickhouse')?.state;
      for (let i = 0; i < 300 && state() !== 'unhealthy'; i++) await sleep(50);
      expect(state()).toBe('unhealthy');
      await stack.kill('clickhouse', 'SIGCONT');
      await stack.whenReady('clickhouse', START_MS);
      expect(await query(stack, 'SELECT 1')).toEqual({ status: 200, text: '1' });
    },
    START_MS,
  );

  it(
    'restarts one part on request',
    async () => {
      const pid = () => stack.status.find((part) => part.name === 'clickhouse')?.pid;
      const before = pid();
      await stack.restart('clickhouse');
      expect(pid()).not.toBe(before);
      expect(await query(stack, 'SELECT 1')).toEqual({ status: 200, text: '1' });
    },
    START_MS,
  );

  it(
    'keeps its data over a stop and a start on other ports, and leaves no process',
    async () => {
      await produce(stack, ['kept']);
      const { text: rows } = await query(stack, 'SELECT count() FROM blocks');
      await stack.stop();
      expect(await programsOf(stateDir)).toEqual([]);
      stack = await start();
      expect((await query(stack, 'SELECT count() FROM blocks')).text).toBe(rows);
      expect(await consume(stack, 1_001, 'after-restart')).toContain('kept');
    },
    START_MS,
  );
});

describe('supervisor process', () => {
  let stateDir: string;
  let portBase: number;
  const written: string[] = [];

  /** Runs `up` in a process of its own, as the command line does. */
  const command = (): [string, ...string[]] => {
    const script = `
      import { up } from '@stellwerk/local';
      const options = { stateDir: ${JSON.stringify(stateDir)}, portBase: ${portBase}, only: ['kafka', 'clickhouse'] };
      await up({ ...options, write: console.log }).catch((error) => {
        console.error(error.message);
        process.exitCode = 1;
      });`;
    return [process.execPath, '--input-type=module', '-e', script];
  };
  const write = (line: string) => void written.push(line);
  const detach = () => upDetached({ stateDir, command: command(), write });

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'stellwerk-supervisor-'));
    portBase = await findFreePortBase(Math.random);
  });
  afterEach(() => down({ stateDir, write }), START_MS);
  afterAll(() => rm(stateDir, { recursive: true, force: true }));

  it(
    'runs on its own, reports, obeys and ends without a trace',
    async () => {
      const report = await detach();
      expect(report.parts.map(({ name, state }) => `${name} ${state}`)).toEqual(['kafka ready', 'clickhouse ready']);
      expect(written).toEqual(expect.arrayContaining(['starting kafka', expect.stringMatching(/^kafka ready after/)]));
      const supervisor = await findSupervisor(stateDir);
      await supervisor?.restart('clickhouse');
      for (const part of (await supervisor?.status())?.parts ?? []) {
        expect(part.state).toBe('ready');
        expect(part.residentBytes).toBeGreaterThan(50_000_000);
      }
      await expect(detach()).rejects.toMatchObject({ code: 'LOC_ALREADY_RUNNING' });
      await down({ stateDir, write });
      expect(await programsOf(stateDir)).toEqual([]);
      expect(existsSync(join(stateDir, 'supervisor.json'))).toBe(false);
    },
    START_MS,
  );

  it(
    'takes its parts with it when it is killed',
    async () => {
      const { pid } = await detach();
      process.kill(pid, 'SIGKILL');
      expect(await programsOf(stateDir)).toEqual([]);
    },
    START_MS,
  );

  it(
    'starts again after everything was killed at once',
    async () => {
      const { pid, parts } = await detach();
      for (const victim of [pid, ...parts.flatMap((part) => part.pid ?? [])]) process.kill(victim, 'SIGKILL');
      await sleep(200);
      const report = await detach();
      expect(report.parts.every((part) => part.state === 'ready')).toBe(true);
    },
    START_MS,
  );

  it(
    'names a port that is taken, its part and the way out',
    async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(portBase + 22, '127.0.0.1', resolve));
      await expect(detach()).rejects.toMatchObject({
        code: 'LOC_DETACHED_START_FAILED',
        message: expect.stringContaining(`port ${portBase + 22} of clickhouse (HTTP) is in use`),
      });
      await new Promise((resolve) => server.close(resolve));
    },
    START_MS,
  );
});

describe('start of a whole stack', () => {
  let folder: string;
  let stack: Stack | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stellwerk-whole-'));
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(folder, { recursive: true, force: true });
  }, START_MS);

  it(
    'prepares the stores before any service starts',
    async () => {
      const order = join(folder, 'order.txt');
      const note = (text: string) => appendFile(order, `${text}\n`);
      const service = `
      require('node:fs').appendFileSync(${JSON.stringify(order)}, 'service\\n');
      require('node:http').createServer((request, response) => response.end()).listen(process.env.STELLWERK_PORT);`;
      const root = join(folder, 'root');
      await mkdir(join(root, 'services', 'tracking', 'dist'), { recursive: true });
      await writeFile(join(root, 'services', 'tracking', 'dist', 'main.js'), service);
      const stores = await standardStores();
      stack = await startStack({
        stateDir: join(folder, 'state'),
        freePorts: true,
        root,
        kafkaFolder: kafkaCacheFolder(findRepositoryRoot()),
        only: ['kafka', 'clickhouse', 'tracking'],
        ...stores,
        migrate: async (clickhouse) => {
          await stores.migrate(clickhouse);
          await note('tables');
        },
        applyControl: async ({ kafkaBrokers }) => {
          const admin = new Kafka({ brokers: [...kafkaBrokers], logLevel: logLevel.NOTHING }).admin();
          await admin.connect();
          const topics = new Set(await admin.listTopics());
          await admin.disconnect();
          await note(stores.topics.every(({ name }) => topics.has(name)) ? 'control' : 'topics are missing');
        },
      });
      expect(await readFile(order, 'utf8')).toBe('tables\ncontrol\nservice\n');
    },
    START_MS,
  );

  it('lets every role of the definition log in', async () => {
    const { roles } = await standardStores();
    expect(roles.length).toBeGreaterThan(0);
    for (const { name } of roles) {
      const answer = await query(stack as Stack, 'SELECT currentUser()', name, stack?.rolePasswords[name]);
      expect(answer).toEqual({ status: 200, text: name });
    }
  });
});

describe('damaged data', () => {
  let stateDir: string;
  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'stellwerk-damage-'));
  });
  afterAll(() => rm(stateDir, { recursive: true, force: true }));

  const start = (only: 'kafka' | 'clickhouse') =>
    startStack({ stateDir, freePorts: true, only: [only], topics: [topic] });
  const corrupt = { code: 'LOC_DATA_CORRUPT', fix: expect.stringContaining(' or move it away to start empty') };

  it(
    'is not mistaken for an empty broker',
    async () => {
      await (await start('kafka')).stop();
      const metadata = join(stateDir, 'kafka', 'data', '__cluster_metadata-0');
      const log = join(metadata, (await readdir(metadata)).find((name) => name.endsWith('.log')) ?? '');
      await writeFile(log, (await readFile(log)).fill(1, 20, 400));
      await expect(start('kafka')).rejects.toMatchObject(corrupt);
      expect((await readdir(join(stateDir, 'kafka', 'data'))).filter((name) => name.includes('stray'))).toEqual([]);
      expect(await programsOf(stateDir)).toEqual([]);
    },
    START_MS,
  );

  it(
    'stops ClickHouse before rows go missing in silence',
    async () => {
      const stack = await start('clickhouse');
      await query(stack, 'CREATE TABLE t (a Int64) ENGINE = MergeTree ORDER BY a');
      await query(stack, 'INSERT INTO t SELECT number FROM numbers(10)');
      await stack.stop();
      const data = join(stateDir, 'clickhouse', 'data');
      const checksums = (await readdir(data, { recursive: true })).filter((name) => name.endsWith('checksums.txt'));
      for (const name of checksums) await writeFile(join(data, name), 'x');
      await expect(start('clickhouse')).rejects.toMatchObject(corrupt);
    },
    START_MS,
  );
});
