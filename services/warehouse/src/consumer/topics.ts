import { allTopics, internalTopics } from '@stellwerk/contracts';

const internal = new Set(internalTopics.map(({ name }) => name));

/** Every topic but those that only their owner reads. */
export const warehouseTopics: readonly string[] = allTopics()
  .map(({ name }) => name)
  .filter((name) => !internal.has(name));
