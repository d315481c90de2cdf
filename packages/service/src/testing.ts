import type { Type } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Bus, createControlTable, createMemoryBus, publishControlDocument } from '@stellwerk/bus';
import type { ControlDocument } from '@stellwerk/contracts';
import { createApp } from './lifecycle/create-app.js';
import { startConsumers } from './lifecycle/start-consumers.js';
import { createLogger } from './logger.js';
import type { Clock } from './tokens.js';

export interface TestServiceOptions {
  readonly name: string;
  readonly module: Type;
  readonly config: object;
  readonly documents?: readonly ControlDocument[];
  readonly clock?: Clock;
  readonly bus?: Bus;
  readonly configure?: (app: NestFastifyApplication) => void;
  readonly bodyLimitBytes?: number;
  readonly trustedProxies?: readonly string[];
  readonly ownBodyParsers?: boolean;
  /** Consumers of the bus, as in `runService`. */
  readonly transports?: (app: NestFastifyApplication) => CustomTransportStrategy[];
}

export interface TestService {
  readonly app: NestFastifyApplication;
  readonly bus: Bus;
  /** Every log line written so far. */
  readonly logLines: string[];
  close(): Promise<void>;
}

/** A real service in this process, on the memory bus: `app.inject` speaks HTTP to it. */
export async function startTestService(options: TestServiceOptions): Promise<TestService> {
  const bus = options.bus ?? createMemoryBus();
  const clock = options.clock ?? (() => new Date());
  for (const document of options.documents ?? []) await publishControlDocument(bus, document);
  const control = await createControlTable(bus);
  await control.ready;
  const logLines: string[] = [];
  const logger = createLogger(options.name, (line) => logLines.push(line), clock);
  const app = await createApp({
    name: options.name,
    module: options.module,
    parts: { config: options.config, bus, control, clock, logger },
    ...(options.configure && { configure: options.configure }),
    ...(options.bodyLimitBytes !== undefined && { bodyLimitBytes: options.bodyLimitBytes }),
    ...(options.trustedProxies && { trustedProxies: options.trustedProxies }),
    ...(options.ownBodyParsers && { ownBodyParsers: true }),
  });
  await startConsumers(app, options.transports?.(app) ?? []);
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    bus,
    logLines,
    close: async () => {
      await app.close();
      await control.stop();
      await bus.close();
    },
  };
}
