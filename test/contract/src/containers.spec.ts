import { join } from 'node:path';
import { createClickHouse, migrate, readRoles, renderRolesSql } from '@stellwerk/clickhouse';
import { migrationsFolder } from '@stellwerk/warehouse';
import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';

/** The image of docker-compose.yml. */
const IMAGE = 'clickhouse/clickhouse-server:26.7';

const isEngineThere = await getContainerRuntimeClient().then(
  () => true,
  () => false,
);
if (!isEngineThere) console.warn(`skipped: no container engine answers, so ${IMAGE} cannot be tried`);

(isEngineThere ? describe : describe.skip)('the official ClickHouse image', () => {
  it('takes every migration and the database roles as SQL, twice', async () => {
    const container = await new GenericContainer(IMAGE)
      .withEnvironment({
        CLICKHOUSE_USER: 'stellwerk',
        CLICKHOUSE_PASSWORD: 'test-password',
        CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT: '1',
      })
      .withExposedPorts(8123)
      .withWaitStrategy(Wait.forHttp('/ping', 8123))
      .start();
    const url = `http://${container.getHost()}:${container.getMappedPort(8123)}`;
    const client = createClickHouse({ url, user: 'stellwerk', password: 'test-password' });
    try {
      const roles = await readRoles(join(migrationsFolder, 'roles.json'));
      expect((await migrate(client, migrationsFolder)).length).toBeGreaterThan(5);
      expect(await migrate(client, migrationsFolder)).toEqual([]);
      for (const query of [...renderRolesSql(roles), ...renderRolesSql(roles)]) await client.command({ query });
      const result = await client.query({ query: 'SHOW ROLES', format: 'JSONEachRow' });
      const names = (await result.json<{ name: string }>()).map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(roles.map(({ name }) => name)));
    } finally {
      await client.close();
      await container.stop();
    }
  }, 300_000);
});
