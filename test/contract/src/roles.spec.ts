import { join } from 'node:path';
import {
  type ClickHouseClient,
  createClickHouse,
  migrate,
  readRoles,
  renderRolesSql,
  roleLogins,
} from '@stellwerk/clickhouse';
import { migrationsFolder } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const roles = await readRoles(join(migrationsFolder, 'roles.json'));

/** What each role may read, and one statement beyond that. Roles without a row here fail the test. */
const expectations: Record<string, { may: string[]; mayNot: string[] }> = {
  viewer: {
    may: ['SELECT count() FROM results.attribution', 'SELECT sum(cost) FROM curated.spend_current'],
    mayNot: ['SELECT * FROM curated.events', 'SELECT * FROM curated.sessions', 'SELECT * FROM raw.messages'],
  },
  marketer: {
    may: ['SELECT count() FROM curated.events_ad_measurement', 'SELECT * FROM curated.outcomes LIMIT 1'],
    mayNot: [
      'SELECT * FROM curated.events',
      'SELECT * FROM curated.identity',
      'SELECT * FROM curated.events_ad_profile',
    ],
  },
  analyst: {
    may: [
      'SELECT count() FROM curated.events_analytics_store',
      'SELECT count() FROM curated.touches_ad_measurement',
      'SELECT count() FROM curated.conversions_analytics_store',
      'SELECT count() FROM curated.sessions',
      'SELECT count() FROM curated.orders_net',
      'SELECT count() FROM ops.otel_traces',
    ],
    mayNot: [
      'SELECT * FROM raw.messages',
      'SELECT * FROM curated.events',
      'SELECT * FROM curated.touches',
      'SELECT * FROM curated.conversions',
      'SELECT * FROM curated.refunds',
      'SELECT * FROM curated.consent',
      'SELECT * FROM curated.events_ad_profile',
      'SELECT * FROM curated.events_user_data_upload',
      'INSERT INTO curated.counts (tenant) VALUES (1)',
      'DROP TABLE curated.events',
    ],
  },
  privacy_officer: {
    may: ['SELECT count() FROM raw.messages', 'SELECT count() FROM curated.identity'],
    mayNot: ['SELECT * FROM results.attribution', 'ALTER TABLE raw.messages DELETE WHERE 1'],
  },
  operator: {
    may: ['SELECT count() FROM raw.messages', 'SELECT count() FROM ops.job_runs', 'SELECT count() FROM system.parts'],
    mayNot: ['TRUNCATE TABLE raw.messages', 'SYSTEM FLUSH LOGS', 'DROP DATABASE raw'],
  },
  attribution: {
    may: [
      'SELECT count() FROM curated.touches',
      'SELECT count() FROM curated.identity_by_time',
      'SELECT count() FROM curated.consent_refusals',
    ],
    mayNot: [
      'SELECT * FROM curated.events',
      'SELECT * FROM curated.consent',
      'INSERT INTO results.attribution (tenant) VALUES (1)',
    ],
  },
  mmm: {
    may: [
      'SELECT sum(cost) FROM curated.spend_current',
      'SELECT count() FROM curated.outcomes',
      'SELECT count() FROM curated.prices',
      'SELECT count() FROM curated.calendar',
    ],
    mayNot: ['SELECT * FROM curated.conversions', 'SELECT * FROM curated.events', 'SELECT * FROM results.mmm_runs'],
  },
  warehouse: {
    may: ['SELECT count() FROM system.processes', 'SELECT count() FROM raw.messages'],
    mayNot: ['CREATE DATABASE elsewhere', 'SYSTEM DROP MARK CACHE', 'CREATE USER intruder'],
  },
};

let clickhouse: TestClickHouse;
const clients = new Map<string, ClickHouseClient>();

beforeAll(async () => {
  clickhouse = await startClickHouse({ roles: roleLogins(roles) });
  const { url } = clickhouse.stack.clickhouse;
  for (const { name } of roles) {
    clients.set(name, createClickHouse({ url, user: name, password: clickhouse.stack.rolePasswords[name] ?? '' }));
  }
});
afterAll(async () => {
  for (const client of clients.values()) await client.close();
  await clickhouse?.stop();
});

/** Runs a statement as a role: `null`, or the type of the server's error. */
async function refusal(role: string, query: string): Promise<string | null> {
  try {
    await clients.get(role)?.command({ query });
    return null;
  } catch (error) {
    return (error as { type?: string }).type ?? String(error);
  }
}

describe('database roles', () => {
  it('are each tested', () => {
    expect(Object.keys(expectations).sort()).toEqual(roles.map(({ name }) => name).sort());
  });

  it('let the warehouse bring the schema up to date', async () => {
    const warehouse = clients.get('warehouse');
    expect(warehouse && (await migrate(warehouse, migrationsFolder)).length).toBeGreaterThan(5);
  });

  it.each(Object.entries(expectations).flatMap(([role, { may }]) => may.map((query) => [role, query] as const)))(
    '%s may %s',
    async (role, query) => {
      expect(await refusal(role, query)).toBeNull();
    },
  );

  it.each(Object.entries(expectations).flatMap(([role, { mayNot }]) => mayNot.map((query) => [role, query] as const)))(
    '%s may not %s',
    async (role, query) => {
      expect(await refusal(role, query)).toMatch(/^(ACCESS_DENIED|READONLY)$/);
    },
  );

  it.each(roles.filter(({ kind }) => kind === 'person').map(({ name }) => [name]))(
    'keep %s within limits, and off files',
    async (role) => {
      expect(await refusal(role, 'SELECT length(groupArray(number)) FROM numbers(1000000000)')).toBe(
        'MEMORY_LIMIT_EXCEEDED',
      );
      expect(await refusal(role, 'SELECT 1 SETTINGS readonly = 0')).toBe('READONLY');
      expect(await refusal(role, "SELECT * FROM file('/etc/hostname', LineAsString)")).toBe('ACCESS_DENIED');
    },
  );

  it('know no login without a password', async () => {
    const { url } = clickhouse.stack.clickhouse;
    for (const user of ['default', 'analyst']) {
      const stranger = createClickHouse({ url, user, password: '' });
      await expect(stranger.query({ query: 'SELECT 1' })).rejects.toThrow();
      await stranger.close();
    }
  });

  it('are SQL that the server can read', async () => {
    for (const statement of renderRolesSql(roles)) {
      await clickhouse.client.command({ query: `EXPLAIN AST ${statement}` });
    }
  });
});
