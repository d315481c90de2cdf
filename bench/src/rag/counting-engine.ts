import type { VectorEngine } from '@stellwerk/vectors';

/** The engine, with a count of the calls that change an alias. */
export class CountingEngine {
  aliasCalls = 0;
  readonly port: VectorEngine;

  constructor(engine: VectorEngine) {
    this.port = {
      ensureCollection: (name, spec) => engine.ensureCollection(name, spec),
      dropCollection: (name) => engine.dropCollection(name),
      collections: () => engine.collections(),
      aliases: () => engine.aliases(),
      info: (collection) => engine.info(collection),
      tenant: (collection, tenant) => engine.tenant(collection, tenant),
      isReady: () => engine.isReady(),
      setAlias: (alias, collection) => {
        this.aliasCalls++;
        return engine.setAlias(alias, collection);
      },
    };
  }
}
