import { runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { config, trustedProxiesOf } from './config.js';
import { configureHttp } from './http/configure-http.js';
import { createTransports } from './transports.js';

await runService({
  name: 'tracking',
  config,
  module: AppModule,
  bodyLimitBytes: ({ maxBodyBytes }) => maxBodyBytes,
  trustedProxies: trustedProxiesOf,
  ownBodyParsers: true,
  configure: configureHttp,
  transports: createTransports,
});
