import { StellwerkError } from '@stellwerk/contracts';
import type { Call } from './calls.js';
import { difference, indexesOf, toCreateRequest } from './collection-spec.js';
import { Connection, type ConnectionOptions } from './connection.js';
import { vectorErrors } from './errors.js';
import { statusOf } from './failure.js';
import { MAX_TENANT_CHARACTERS, NEEDED_VERSION } from './limits.js';
import type { CollectionSpec, TenantVectors, VectorEngine } from './port.js';
import { QdrantTenantVectors } from './tenant-vectors.js';

export type VectorEngineOptions = ConnectionOptions;

/** The engine behind the port: a Qdrant server from 1.19 on, or the embedded one. Opens no connection yet. */
export function createVectorEngine(options: VectorEngineOptions): VectorEngine {
  return new QdrantEngine(new Connection(options));
}

class QdrantEngine implements VectorEngine {
  constructor(private readonly connection: Connection) {}

  async ensureCollection(name: string, spec: CollectionSpec): Promise<void> {
    await this.#checkVersion();
    await this.#createUnlessPresent(name, spec);
    const info = await this.#info(name);
    const found = difference(spec, info);
    if (found) throw new StellwerkError(vectorErrors.COLLECTION_DIFFERS, { collection: name, difference: found });
    for (const [field, { schema }] of indexesOf(spec)) {
      if (info.payload_schema[field]) continue;
      await this.connection.write(request('create index', name), (client) =>
        client.createPayloadIndex(name, { field_name: field, field_schema: schema, wait: true }),
      );
    }
  }

  async dropCollection(name: string): Promise<void> {
    await this.connection.write(request('drop collection', name), (client) => client.deleteCollection(name));
  }

  async collections(): Promise<readonly string[]> {
    const answer = await this.connection.read(request('list collections'), (client) => client.getCollections());
    return answer.collections.map(({ name }) => name).sort();
  }

  /** One request, so that at every moment the alias leads to the old collection or to the new one. */
  async setAlias(alias: string, collection: string): Promise<void> {
    const present = alias in (await this.aliases());
    const actions = [
      ...(present ? [{ delete_alias: { alias_name: alias } }] : []),
      { create_alias: { alias_name: alias, collection_name: collection } },
    ];
    await this.connection.write(request('set alias', collection), (client) =>
      client.updateCollectionAliases({ actions }),
    );
  }

  async aliases(): Promise<Readonly<Record<string, string>>> {
    const answer = await this.connection.read(request('list aliases'), (client) => client.getAliases());
    return Object.fromEntries(answer.aliases.map((row) => [row.alias_name, row.collection_name]));
  }

  async info(collection: string): Promise<{ readonly points: number; readonly indexed: boolean }> {
    const { points_count: points, status, optimizer_status: optimizer } = await this.#info(collection);
    return { points: points ?? 0, indexed: status === 'green' && optimizer === 'ok' };
  }

  tenant(collection: string, tenant: string): TenantVectors {
    if (tenant.length === 0 || tenant.length > MAX_TENANT_CHARACTERS) {
      throw new StellwerkError(vectorErrors.TENANT_INVALID, { max: MAX_TENANT_CHARACTERS }, { field: 'tenant' });
    }
    return new QdrantTenantVectors(this.connection, collection, tenant);
  }

  async isReady(): Promise<boolean> {
    try {
      await this.#checkVersion();
      await this.collections();
      return true;
    } catch {
      return false;
    }
  }

  /** Someone else may create it at the same time: then both find it. */
  async #createUnlessPresent(name: string, spec: CollectionSpec): Promise<void> {
    const { exists } = await this.connection.read(request('find collection', name), (client) =>
      client.collectionExists(name),
    );
    if (exists) return;
    await this.connection.write({ ...request('create collection', name), idempotent: false }, async (client) => {
      try {
        await client.createCollection(name, toCreateRequest(spec));
      } catch (error) {
        if (statusOf(error) !== 409) throw error;
      }
    });
  }

  async #checkVersion(): Promise<void> {
    const { version } = await this.connection.read(request('read version'), (client) => client.versionInfo());
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const isNewEnough = major > NEEDED_VERSION[0] || (major === NEEDED_VERSION[0] && minor >= NEEDED_VERSION[1]);
    if (!isNewEnough) {
      const details = { found: version, needed: NEEDED_VERSION.join('.') };
      throw new StellwerkError(vectorErrors.ENGINE_TOO_OLD, details);
    }
  }

  #info(name: string) {
    return this.connection.read(request('describe collection', name), (client) => client.getCollection(name));
  }
}

function request(operation: string, collection?: string): Call {
  return { operation, idempotent: true, ...(collection && { collection }) };
}
