import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { warehouseConfig } from './config.js';
import { GROUP } from './consumer/batch-handler.js';
import { createTransports } from './transports.js';

await runService({ name: GROUP, config: warehouseConfig, module: AppModule, transports: createTransports });
