import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { config } from './config.js';

/** Specifications with their experiments are small; data never come this way. */
const MAX_BODY_BYTES = 4 * 1_048_576;

await runService({ name: 'mmm', config, module: AppModule, bodyLimitBytes: () => MAX_BODY_BYTES });
