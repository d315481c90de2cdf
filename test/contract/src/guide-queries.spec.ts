import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClickHouseClient, createClickHouse, migrate, readRoles, roleLogins } from '@stellwerk/clickhouse';
import { migrationsFolder } from '@stellwerk/warehouse';
import { root } from './reference/modules.js';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';
import { blocksOf } from './support/markdown.js';

const queriesOf = (page: string): string[] => blocksOf(readFileSync(join(root, page), 'utf8'), 'sql');
const queries = queriesOf('docs/guides/analysts.md');

/** Pages with queries, and the role that each of them is for. */
const pages: readonly (readonly [page: string, role: string])[] = [
  ['README.md', 'analyst'],
  ['docs/guides/analysts.md', 'analyst'],
  ['docs/guides/attribution.md', 'analyst'],
  ['docs/guides/guardrails.md', 'analyst'],
  ['docs/guides/models.md', 'analyst'],
  ['docs/guides/privacy.md', 'privacy_officer'],
  ['docs/guides/datenschutz.md', 'privacy_officer'],
  ['docs/guides/consent.md', 'privacy_officer'],
];

describe('queries of the guides', () => {
  let server: TestClickHouse;
  let analyst: ClickHouseClient;
  const clients = new Map<string, ClickHouseClient>();
  const clientOf = (role: string): ClickHouseClient => {
    const password = server.stack.rolePasswords[role] ?? '';
    const client = clients.get(role) ?? createClickHouse({ url: server.stack.clickhouse.url, user: role, password });
    clients.set(role, client);
    return client;
  };
  beforeAll(async () => {
    const roles = await readRoles(join(migrationsFolder, 'roles.json'));
    server = await startClickHouse({ roles: roleLogins(roles) });
    await migrate(server.client, migrationsFolder);
    analyst = clientOf('analyst');
  }, 60_000);
  afterAll(async () => {
    await Promise.all([...clients.values()].map((client) => client.close()));
    await server.stop();
  });

  it('gives the events of a shared device to whom it stood for at their time', async () => {
    const [query = ''] = queries.filter((text) => text.includes('ASOF LEFT JOIN'));
    const [first, second] = ['11111111-1111-5111-8111-111111111111', '22222222-2222-5222-8222-222222222222'];
    const sink = { tenant: 'shared', _topic: 'test', _partition: 0, _offset: 0 };
    const event = (person_key: string, day: number) => ({
      ...sink,
      person_key,
      purposes: ['analytics_store'],
      person: `99999999-9999-5999-8999-99999999999${day}`,
      event_id: `00000000-0000-5000-8000-00000000000${day}`,
      event_time: `2026-11-0${day} 12:00:00.000`,
    });
    const insert = (table: string, values: readonly object[]) =>
      server.client.insert({ table, values, format: 'JSONEachRow' });
    await insert(
      'curated.events',
      [1, 3, 5, 7].map((day) => event('device:shared', day)),
    );
    await insert('curated.events', [event('login:second', 2), event('device:alone', 9)]);
    await insert('curated.identity', [
      { ...sink, person_key: 'login:second', person: second, graph_version: 1 },
      // An older decision that no longer holds.
      { ...sink, person_key: 'device:shared', person: first, graph_version: 1 },
      {
        ...sink,
        person_key: 'device:shared',
        person: second,
        graph_version: 2,
        valid_from: '2026-11-05 12:00:00.000',
        slice_starts: ['1970-01-01 00:00:00.000', '2026-11-05 12:00:00.000'],
        slice_persons: [first, second],
      },
    ]);
    const result = await analyst.query({ query, query_params: { tenant: 'shared' }, format: 'JSONEachRow' });
    expect(await result.json()).toEqual([
      { person: second, events: 3, devices: 2 },
      { person: first, events: 2, devices: 1 },
      { person: '99999999-9999-5999-8999-999999999999', events: 1, devices: 1 },
    ]);
    const current = await server.scalar<string>(
      "SELECT concat(toString(person), ' ', toString(valid_from)) FROM curated.identity_current WHERE person_key = 'device:shared'",
    );
    expect(current).toBe(`${second} 2026-11-05 12:00:00.000`);
  });

  it('are on every page that says so, and on no other', () => {
    const found = globSync(['*.md', 'docs/guides/*.md', 'services/*/*.md', 'packages/*/*.md'], { cwd: root });
    expect(found.filter((page) => queriesOf(page).length > 0).sort()).toEqual(pages.map(([page]) => page).sort());
  });

  it.each(
    pages.flatMap(([page, role]) => queriesOf(page).map((query, index) => [page, index + 1, role, query] as const)),
  )('%s, query %i runs as %s', async (_page, _number, role, query) => {
    const result = await clientOf(role).query({ query, query_params: { tenant: 'demo' }, format: 'JSONEachRow' });
    expect(Array.isArray(await result.json())).toBe(true);
  });
});
