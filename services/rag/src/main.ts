import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { config } from './config.js';

/** Questions and settings are small; documents come as streams and are bounded by their own setting. */
const MAX_BODY_BYTES = 1_048_576;

await runService({ name: 'rag', config, module: AppModule, bodyLimitBytes: () => MAX_BODY_BYTES });
