import { readConfig } from './config.js';
import { startModels } from './start-models.js';

const models = await startModels(readConfig(process.env));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void models.close().then(() => process.exit(0)));
}
