import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { config } from './config.js';
import { takeJsonLines } from './http/json-lines.js';

/** A request may hold a long conversation, or a hundred texts. */
const MAX_BODY_BYTES = 8 * 1_048_576;

await runService({
  name: 'guardrails',
  config,
  module: AppModule,
  configure: takeJsonLines,
  bodyLimitBytes: () => MAX_BODY_BYTES,
});
