import { createClickHousePart } from '../clickhouse/clickhouse.part.js';
import type { ClickHouseUser } from '../clickhouse/config.js';
import { modelsCacheFolder } from '../install/models.js';
import { createKafkaPart } from '../kafka/kafka.part.js';
import type { KafkaProperties } from '../kafka/properties.js';
import { createModelsPart } from '../models/models.part.js';
import type { Part } from '../part.js';
import { type PartName, partDefinitions } from '../parts.js';
import type { StatePaths } from '../paths.js';
import { LOOPBACK, type PortPlan } from '../ports.js';
import { createQdrantPart } from '../qdrant/qdrant.part.js';
import { readOrCreateSecret } from '../secrets.js';
import { createServicePart } from '../service/service.part.js';
import type { ClickHouseRole, StackEndpoints } from './stack-options.js';

export interface StackContext {
  readonly root: string;
  readonly paths: StatePaths;
  readonly ports: PortPlan;
  readonly jarFolder: string;
  readonly kafkaProperties?: KafkaProperties;
  readonly maxClickHouseMemoryBytes: number;
  readonly owner: ClickHouseUser;
  readonly users: readonly ClickHouseUser[];
}

/** The database logins of a state folder: the stack's own and one per role, with passwords that outlive restarts. */
export async function prepareLogins(secretsFolder: string, roles: readonly ClickHouseRole[]) {
  const owner = { name: 'stellwerk', password: await readOrCreateSecret(secretsFolder, 'clickhouse-password') };
  const users: ClickHouseUser[] = [];
  for (const role of roles) {
    users.push({ ...role, password: await readOrCreateSecret(secretsFolder, `clickhouse-password-${role.name}`) });
  }
  return { owner, users };
}

/** What a caller needs to reach the stack, passwords included. */
export function endpointsOf({ ports, owner, users, paths }: StackContext): StackEndpoints {
  return {
    ports,
    kafkaBrokers: [`${LOOPBACK}:${ports.kafka}`],
    clickhouse: { url: `http://${LOOPBACK}:${ports.clickhouseHttp}`, user: owner.name, password: owner.password },
    rolePasswords: Object.fromEntries(users.map((user) => [user.name, user.password])),
    secretsFolder: paths.secrets,
  };
}

/** The part of that name, not yet started. */
export function createPart(name: PartName, context: StackContext): Part {
  const { paths, ports, owner, users } = context;
  const folder = paths.data(name);
  switch (name) {
    case 'kafka':
      return createKafkaPart({
        folder,
        jarFolder: context.jarFolder,
        ports,
        ...(context.kafkaProperties && { extraProperties: context.kafkaProperties }),
      });
    case 'clickhouse':
      return createClickHousePart({
        folder,
        ports,
        owner,
        users,
        maxServerMemoryBytes: context.maxClickHouseMemoryBytes,
      });
    case 'models':
      return createModelsPart({
        root: context.root,
        secretsFolder: paths.secrets,
        ports,
        modelsFolder: modelsCacheFolder(context.root),
      });
    case 'qdrant':
      return createQdrantPart({ root: context.root, folder, secretsFolder: paths.secrets, ports });
    default:
      return createServicePart({
        name,
        root: context.root,
        folder,
        secretsFolder: paths.secrets,
        ports,
        extraPortNames: partDefinitions[name].extraPortNames,
        clickhouse: endpointsOf(context).clickhouse,
      });
  }
}
