import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { config } from './config.js';
import { takeBytes } from './http/uploads.js';

/** A hundred documents as JSON; files come as streams and are bounded by their own setting. */
const MAX_BODY_BYTES = 16 * 1_048_576;

await runService({
  name: 'rag',
  config,
  module: AppModule,
  configure: takeBytes,
  bodyLimitBytes: () => MAX_BODY_BYTES,
});
