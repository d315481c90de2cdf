import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminToken, type Platform, startPlatform, writeKeyOf } from '@stellwerk/cli/testing';
import { type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import { root } from './reference/modules.js';

const ROWS = 6_000;
const MONTHS = 120;
/**
 * Orders of one customer at the beginning, in which every month takes its turn: they go to one Kafka partition, and what is
 * stored of it at once then spans more table partitions than one insert may.
 */
const MIXED = 150;
/** Makes the file longer than two parts. */
const NOTE = 'x'.repeat(700);

const lastLine = (output: string) => JSON.parse(output.trim().split('\n').at(-1) ?? '{}');

/** Ten years of orders, more than four MiB; then year by year, for each month is inserted by itself, and customers take turns. */
function orders(): string {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const isMixed = index < MIXED;
    const month = isMixed ? index % MONTHS : 12 * Math.floor((index * MONTHS) / 12 / ROWS);
    const customer = isMixed ? 0 : index % 700;
    const time = new Date(Date.UTC(2016, 10 + month, 1 + (index % 28), 12, 0, index % 60)).toISOString();
    return `A-${index},${time},${index % 1_000}.25,K-${customer},${NOTE}`;
  });
  return `order_id,time,total,customer_number,note\n${rows.join('\n')}\n`;
}

describe('imports on the real stack', () => {
  let platform: Platform;
  let client: ClickHouseClient;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'imports-'));
    platform = await startPlatform();
    await writeKeyOf(platform, 'shop');
    const password = readFileSync(join(platform.stateDir, 'secrets', 'clickhouse-password-operator'), 'utf8').trim();
    const url = new URL(platform.trackingUrl);
    url.port = String(Number(url.port) + 21);
    client = createClickHouse({ url: url.origin, user: 'operator', password });
  }, 180_000);
  afterAll(async () => {
    await client?.close();
    await platform?.remove();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const args = (kind: string, path: string, ...more: string[]) => [
    'import',
    kind,
    path,
    '--tenant',
    'shop',
    '--source',
    'web',
    '--no-report',
    '--json',
    ...more,
  ];
  const importFile = async (kind: string, path: string, ...more: string[]) =>
    lastLine(await platform.stellwerk(...args(kind, path, ...more)));
  const rowsOf = async <Row>(query: string): Promise<Row[]> => {
    const clickhouse_settings = { output_format_json_quote_64bit_integers: 0 as const };
    return (await client.query({ query, format: 'JSONEachRow', clickhouse_settings })).json<Row>();
  };
  /** Rows of the newest import that are in. */
  const rowsIn = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${adminToken(platform)}` };
    const request = { headers, signal: AbortSignal.timeout(5_000) };
    const answer = await fetch(`${platform.trackingUrl}/v1/imports?tenant=shop`, request).catch(() => undefined);
    if (!answer?.ok) return 0;
    const { imports } = (await answer.json()) as { imports: { counts: { rows: number } }[] };
    return imports[0]?.counts.rows ?? 0;
  };
  const whenIn = async (rows: number) => {
    const deadline = performance.now() + 100_000;
    while ((await rowsIn()) < rows) {
      if (performance.now() > deadline) throw new Error(`${rows} rows were not in in time`);
      await sleep(20);
    }
  };

  it('bring ten years of orders exactly once, although client, service and broker are killed', async () => {
    const path = file('orders.csv', orders());
    const mapping = file(
      'orders.yaml',
      'columns: { order_id: order_id, time: time, total: total, customer_number: customer_number, note: properties.note }\n',
    );
    const entry = join(root, 'packages/cli/bin/stellwerk.js');
    const env = { ...process.env, STELLWERK_STATE_DIR: platform.stateDir };
    const first: ChildProcess = spawn(process.execPath, [entry, ...args('orders', path, '--mapping', mapping)], {
      env,
    });
    await whenIn(500);
    first.kill('SIGKILL');
    expect(await rowsIn()).toBeLessThan(ROWS);
    const kills = { tracking: await platform.aim('tracking'), kafka: await platform.aim('kafka') };
    const begun = Promise.withResolvers<void>();
    const killing = (async () => {
      await begun.promise;
      await whenIn(3_000);
      kills.tracking();
      await whenIn(4_000);
      kills.kafka();
    })();
    const output = platform.start(args('orders', path, '--mapping', mapping), (line) => {
      if (line.startsWith('goes on after')) begun.resolve();
    });
    const [answer] = await Promise.all([output.then(lastLine), killing]);
    expect(answer).toMatchObject({ rows: ROWS, kept: ROWS, unchanged: 0, rejected: 0, withoutConsent: 0 });
    const [stored] = await rowsOf(
      `SELECT count() AS rows, uniqExact(event_id) AS ids, uniqExact(order_id) AS orders, sum(value) AS value,
         uniqExact(toYYYYMM(event_time)) AS months FROM curated.conversions WHERE tenant = 'shop'`,
    );
    const cents = Array.from({ length: ROWS }, (_, index) => (index % 1_000) * 100 + 25).reduce(
      (sum, one) => sum + one,
      0,
    );
    expect(stored).toMatchObject({ rows: ROWS, ids: ROWS, orders: ROWS, months: MONTHS, value: cents / 100 });
    const books = JSON.parse(await platform.stellwerk('books', '--tenant', 'shop', '--json'));
    expect(books).toMatchObject({ missing: 0, repeated: 0 });
    const runs = await rowsOf(`SELECT state FROM ops.job_runs FINAL WHERE tenant = 'shop' AND job = 'import'`);
    expect(runs).toContainEqual({ state: 'succeeded' });
  }, 240_000);

  it('change nothing the second time', async () => {
    const answer = await importFile('orders', join(folder, 'orders.csv'), '--mapping', join(folder, 'orders.yaml'));
    expect(answer).toMatchObject({ rows: ROWS, kept: 0, unchanged: ROWS });
    const [stored] = await rowsOf(`SELECT count() AS rows FROM curated.events WHERE tenant = 'shop'`);
    expect(stored).toEqual({ rows: ROWS });
  }, 120_000);

  it('give money back without touching the order, and correct what advertising cost', async () => {
    await importFile('refunds', file('refunds.csv', 'order_id,time,amount\nA-7,2026-11-01,2.25\nA-7,2026-11-02,1\n'));
    const spend = (cost: string) => `day,channel,campaign,geo,cost\n2026-11-01,Paid Search,brand,BY,${cost}\n`;
    await importFile('ad-cost', file('spend.csv', spend('10')));
    await importFile('ad-cost', file('corrected.csv', spend('12.5')));
    const nets = await rowsOf(
      `SELECT gross, refunded, net FROM curated.orders_net WHERE tenant = 'shop' AND order_id = 'A-7'`,
    );
    expect(nets).toEqual([{ gross: 7.25, refunded: 3.25, net: 4 }]);
    const costs = await rowsOf(`SELECT cost, revision FROM curated.spend_current WHERE tenant = 'shop'`);
    expect(costs).toEqual([{ cost: 12.5, revision: 2 }]);
  }, 120_000);
});
