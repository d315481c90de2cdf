import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminToken, type Platform, startPlatform, writeKeyOf } from '@stellwerk/cli/testing';
import { type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import { root } from './reference/modules.js';

const ROWS = 12_000;
const MONTHS = 120;
/** Rows at the beginning in which every month takes its turn: one insert then spans more table partitions than one may. */
const MIXED = 500;
/** Makes the file longer than one part. */
const NOTE = 'x'.repeat(300);

/** Ten years of orders, more than four MiB; customers take turns. */
function orders(): string {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const month = index < MIXED ? index % MONTHS : Math.floor((index * MONTHS) / ROWS);
    const time = new Date(Date.UTC(2016, 10 + month, 1 + (index % 28), 12, 0, index % 60)).toISOString();
    return `A-${index},${time},${index % 1_000}.25,K-${index % 700},${NOTE}`;
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
    JSON.parse((await platform.stellwerk(...args(kind, path, ...more))).trim().split('\n').at(-1) ?? '{}');
  const rowsOf = async <Row>(query: string): Promise<Row[]> => {
    const clickhouse_settings = { output_format_json_quote_64bit_integers: 0 as const };
    return (await client.query({ query, format: 'JSONEachRow', clickhouse_settings })).json<Row>();
  };
  /** Rows of the newest import that are in. */
  const rowsIn = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${adminToken(platform)}` };
    const answer = await fetch(`${platform.trackingUrl}/v1/imports?tenant=shop`, { headers }).catch(() => undefined);
    if (!answer?.ok) return 0;
    const { imports } = (await answer.json()) as { imports: { counts: { rows: number } }[] };
    return imports[0]?.counts.rows ?? 0;
  };
  const when = async (reached: (rows: number) => boolean) => {
    for (let tries = 0; tries < 600 && !reached(await rowsIn()); tries++) await sleep(50);
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
    await when((rows) => rows >= 1_000);
    first.kill('SIGKILL');
    expect(await rowsIn()).toBeLessThan(ROWS);
    const killing = (async () => {
      await when((rows) => rows >= 5_500);
      await platform.kill('tracking');
      await when((rows) => rows >= 8_000);
      await platform.kill('kafka');
    })();
    const answer = await importFile('orders', path, '--mapping', mapping);
    await killing;
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
  }, 300_000);

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
