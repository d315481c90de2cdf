import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClickHouse, migrate, parseRoles, roleLogins } from '@stellwerk/clickhouse';
import { allTopics } from '@stellwerk/contracts';
import { findRepositoryRoot } from '../config.js';
import type { StackOptions } from './stack-options.js';

/** What the services expect of the stores: every topic, the tables of `deploy/clickhouse`, and its database roles. */
export async function standardStores(
  root: string = findRepositoryRoot(),
): Promise<Required<Pick<StackOptions, 'topics' | 'roles' | 'migrate'>>> {
  const definitions = join(root, 'deploy', 'clickhouse');
  const roles = parseRoles(await readFile(join(definitions, 'roles.json'), 'utf8'));
  return {
    topics: allTopics(),
    roles: roleLogins(roles),
    async migrate(endpoint) {
      const client = createClickHouse(endpoint);
      try {
        await migrate(client, definitions);
      } finally {
        await client.close();
      }
    },
  };
}
