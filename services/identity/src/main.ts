import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { config } from './config.js';
import { createTransports } from './transports.js';

await runService({ name: 'identity', config, module: AppModule, transports: createTransports });
