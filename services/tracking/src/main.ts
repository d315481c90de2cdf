import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { config } from './config.js';
import { acceptRawBodies } from './http/raw-bodies.js';
import { createTransports } from './transports.js';

await runService({
  name: 'tracking',
  config,
  module: AppModule,
  bodyLimitBytes: ({ maxBodyBytes }) => maxBodyBytes,
  ownBodyParsers: true,
  configure: acceptRawBodies,
  transports: createTransports,
});
