export {
  LocalStore,
  type LocalStoreOptions,
  type LocalTable,
  type LocalTableOptions,
  type Range,
} from './local-store.js';
export { onDisk, toDiskFailure } from './on-disk.js';
export { writeOnce } from './write-once.js';
