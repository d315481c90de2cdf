import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { warehouseConfig } from './config.js';
import { SERVICE } from './service-name.js';
import { createTransports } from './transports.js';

await runService({ name: SERVICE, config: warehouseConfig, module: AppModule, transports: createTransports });
