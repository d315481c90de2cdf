import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClickHouseClient, createClickHouse, migrate, readRoles, roleLogins } from '@stellwerk/clickhouse';
import { migrationsFolder } from '@stellwerk/warehouse';
import { root } from './reference/modules.js';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const guide = readFileSync(join(root, 'docs/guides/analysts.md'), 'utf8');
const queries = [...guide.matchAll(/```sql\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

describe('docs/guides/analysts.md', () => {
  let server: TestClickHouse;
  let analyst: ClickHouseClient;
  beforeAll(async () => {
    const roles = await readRoles(join(migrationsFolder, 'roles.json'));
    server = await startClickHouse({ roles: roleLogins(roles) });
    await migrate(server.client, migrationsFolder);
    const { url } = server.stack.clickhouse;
    analyst = createClickHouse({ url, user: 'analyst', password: server.stack.rolePasswords.analyst ?? '' });
  }, 60_000);
  afterAll(async () => {
    await analyst.close();
    await server.stop();
  });

  it('has queries', () => expect(queries.length).toBeGreaterThan(8));

  it.each(queries.map((query, index) => [index + 1, query] as const))(
    'query %i runs as analyst',
    async (_number, query) => {
      const result = await analyst.query({ query, query_params: { tenant: 'demo' }, format: 'JSONEachRow' });
      expect(Array.isArray(await result.json())).toBe(true);
    },
  );
});
