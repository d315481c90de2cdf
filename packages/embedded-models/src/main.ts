import { StellwerkError } from '@stellwerk/contracts';
import { readConfig } from './config.js';
import { startModels } from './start-models.js';

try {
  const models = await startModels(readConfig(process.env));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void models.close().then(() => process.exit(0)));
  }
} catch (error) {
  if (!(error instanceof StellwerkError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}: ${error.fix}\n`);
  process.exitCode = 1;
}
