import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { config } from './config.js';

await runService({ name: 'guardrails', config, module: AppModule });
