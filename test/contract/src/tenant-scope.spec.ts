import { join } from 'node:path';
import {
  type ClickHouseClient,
  createClickHouse,
  migrate,
  readRoles,
  readScopedTables,
  renderTenantRoleSql,
  roleLogins,
  tenantFilters,
} from '@stellwerk/clickhouse';
import { migrationsFolder } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const roles = roleLogins(await readRoles(join(migrationsFolder, 'roles.json')));
const sink = { _topic: 'test', _partition: 0, _offset: 0 };

/** Where persons of two tenants left something, and what stands in it. */
const written: Record<string, object> = {
  'curated.events': { ...sink, purposes: ['analytics_store'], event_time: '2026-11-24 10:00:00.000' },
  'curated.touches': { ...sink, purposes: ['analytics_store'], event_time: '2026-11-24 10:00:00.000' },
  'curated.conversions': { ...sink, purposes: ['analytics_store'], event_time: '2026-11-24 10:00:00.000' },
  'curated.identity': { ...sink, person_key: 'device:1' },
  'curated.spend': { ...sink, day: '2026-11-24' },
  'results.attribution': { ...sink, channel: 'Email' },
  'results.mmm_channels': { ...sink, channel: 'Email' },
  'results.budgets': { ...sink, channel: 'Email' },
  'ops.job_runs': { job: 'replay' },
};
const read = [
  'curated.events_analytics_store',
  'curated.touches_analytics_store',
  'curated.conversions_analytics_store',
  'curated.sessions',
  'curated.outcomes',
  'curated.identity_by_time',
  'curated.spend_current',
  'results.attribution',
  'results.mmm_channels',
  'results.budgets',
  'ops.job_runs',
];

let clickhouse: TestClickHouse;
let scoped: ClickHouseClient;
let analyst: ClickHouseClient;
beforeAll(async () => {
  const listing = await startClickHouse();
  await migrate(listing.client, migrationsFolder);
  const tables = await readScopedTables(listing.client);
  await listing.stop();
  const login = roles.filter(({ name }) => name === 'analyst');
  const ofOne = login.map((role) => ({ ...role, name: 'analyst_of_one', rowFilters: tenantFilters('one', tables) }));
  clickhouse = await startClickHouse({ roles: [...login, ...ofOne] });
  await migrate(clickhouse.client, migrationsFolder);
  for (const [table, row] of Object.entries(written)) {
    const values = ['one', 'two'].map((tenant) => ({ ...row, tenant }));
    await clickhouse.client.insert({ table, values, format: 'JSONEachRow' });
  }
  const { url } = clickhouse.stack.clickhouse;
  const loginAs = (user: string) =>
    createClickHouse({ url, user, password: clickhouse.stack.rolePasswords[user] ?? '' });
  scoped = loginAs('analyst_of_one');
  analyst = loginAs('analyst');
});
afterAll(async () => {
  await scoped?.close();
  await analyst?.close();
  await clickhouse?.stop();
});

async function tenantsIn(client: ClickHouseClient, table: string): Promise<string[]> {
  const query = `SELECT DISTINCT toString(tenant) AS tenant FROM ${table} ORDER BY tenant`;
  const rows = await (await client.query({ query, format: 'JSONEachRow' })).json<{ tenant: string }>();
  return rows.map(({ tenant }) => tenant);
}

describe('an analyst of one tenant', () => {
  it.each(read)('sees its rows of %s alone; an analyst of the platform sees all', async (table) => {
    expect(await tenantsIn(scoped, table)).toEqual(['one']);
    expect(await tenantsIn(analyst, table)).toEqual(['one', 'two']);
  });

  it('gets no row of another tenant by asking for it, or by a sum', async () => {
    const query = "SELECT count() AS rows FROM curated.touches_analytics_store WHERE tenant = 'two' OR 1";
    const [row] = await (await scoped.query({ query, format: 'JSONEachRow' })).json<{ rows: string }>();
    expect(Number(row?.rows)).toBe(1);
  });

  it('has a role in SQL that the server can read', async () => {
    const statements = renderTenantRoleSql('my-shop', await readScopedTables(clickhouse.client));
    expect(statements.length).toBeGreaterThan(40);
    for (const statement of statements) await clickhouse.client.command({ query: `EXPLAIN AST ${statement}` });
  });
});
