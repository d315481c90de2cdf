export { type Books, type BooksOfHour, readBooks, readBooksByHour } from './adapters/books.js';
export { RawRetention } from './adapters/raw-retention.js';
export { WarehouseStore } from './adapters/warehouse-store.js';
export { migrationsFolder, warehouseConfig } from './config.js';
export { BatchHandler } from './consumer/batch-handler.js';
export { curatedTables, rawMessages } from './domain/tables.js';
