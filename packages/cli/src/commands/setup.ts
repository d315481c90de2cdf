import { join } from 'node:path';
import {
  type ClickHouseClient,
  createClickHouse,
  migrate,
  readRoles,
  readScopedTables,
  renderRolesSql,
  renderTenantRoleSql,
  tenantRole,
} from '@stellwerk/clickhouse';
import { allTopics, StellwerkError } from '@stellwerk/contracts';
import { createTopics, findRepositoryRoot } from '@stellwerk/local';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ensureAdminToken } from '../platform/admin-token.js';
import { findEndpoints } from '../platform/endpoints.js';
import { withControl } from '../platform/with-bus.js';
import { withExamples } from './example.js';
import { wholeNumber } from './options.js';

/** `setup`: what brokers and ClickHouse must have before the services start, for a platform that is not embedded. */
export function addSetupCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('setup')
      .description(
        'create topics, tables, database roles (by purpose, and one per tenant that limits to its rows) and the administrator token of a platform elsewhere; repeatable',
      )
      .option('--replication-factor <number>', 'copies of each partition', wholeNumber(1, 10), 1)
      .action(async ({ replicationFactor }: { replicationFactor: number }) => {
        const { environment, now, write } = context;
        const { kafka, clickHouse } = await findEndpoints(environment);
        const topics = await createTopics(kafka, allTopics(), replicationFactor);
        write(`${topics.created.length} topics created`);
        for (const difference of topics.differences) write(`  left as it is: ${difference}`);
        const definitions = join(findRepositoryRoot(), 'deploy', 'clickhouse');
        const client = createClickHouse(clickHouse);
        try {
          write(`${(await migrate(client, definitions)).length} migrations applied`);
          const roles = await readRoles(join(definitions, 'roles.json'));
          for (const role of roles) await createRole(client, role.name, renderRolesSql([role]));
          write(`${roles.length} database roles up to date`);
          const tenants = await withControl(kafka, async (control) =>
            control.all('tenant').map(({ tenant }) => tenant),
          );
          const tables = await readScopedTables(client);
          for (const tenant of tenants)
            await createRole(client, tenantRole(tenant), renderTenantRoleSql(tenant, tables));
          write(`${tenants.length} database roles of tenants up to date`);
        } finally {
          await client.close();
        }
        await withControl(kafka, (control, bus) => ensureAdminToken(environment.stateDir, control, bus, now()));
        write('the administrator token is known; it lies in the state folder');
      }),
    'stellwerk setup --replication-factor 3',
  );
}

/** @throws CLI_ROLES_REFUSED */
async function createRole(client: ClickHouseClient, role: string, statements: readonly string[]): Promise<void> {
  try {
    for (const query of statements) await client.command({ query });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new StellwerkError(errors.ROLES_REFUSED, { role, problem }, { cause: error });
  }
}
