import type { Type } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createControlTable, createKafkaBus } from '@stellwerk/bus';
import { type BaseConfig, type ConfigOf, type ConfigShape, kafkaAccessOf, readConfig } from '../config.js';
import { createLogger, errorFields, type Logger } from '../logger.js';
import { startTelemetry } from '../telemetry/telemetry.js';
import { createApp } from './create-app.js';
import { startConsumers } from './start-consumers.js';

export interface ServiceDefinition<Shape extends ConfigShape> {
  readonly name: string;
  readonly config: Shape;
  readonly module: Type;
  readonly configure?: (app: NestFastifyApplication, config: ConfigOf<Shape>) => void;
  /** Largest HTTP body. Default 1 MiB. */
  readonly bodyLimitBytes?: (config: ConfigOf<Shape>) => number;
  /** Addresses and networks of proxies whose forwarding headers are believed. Default none. */
  readonly trustedProxies?: (config: ConfigOf<Shape>) => readonly string[];
  /** `configure` adds body parsers of its own. */
  readonly ownBodyParsers?: boolean;
  /** Consumers of the bus, made from the finished application. */
  readonly transports?: (app: NestFastifyApplication) => CustomTransportStrategy[];
}

/** Longest time a stopping service may take before it ends anyway; a crash is safe, a hang is not. */
const SHUTDOWN_LIMIT_MS = 15_000;

/**
 * Runs a service until SIGTERM or SIGINT.
 *
 * Start: telemetry → bus → control table read to its end → application → consumers → HTTP.
 * Stop, in reverse: HTTP takes no more requests and finishes those under way → consumers finish their batch and commit →
 * module destroy hooks close local stores → control table → bus → telemetry.
 */
export async function runService<Shape extends ConfigShape>(definition: ServiceDefinition<Shape>): Promise<void> {
  const logger = createLogger(definition.name);
  try {
    await start(definition, logger);
  } catch (error) {
    logger.error('start failed', errorFields(error));
    process.stderr.write(`${definition.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function start<Shape extends ConfigShape>(definition: ServiceDefinition<Shape>, logger: Logger): Promise<void> {
  const config = readConfig(definition.config);
  // Every service's shape contains the base settings; the generic type cannot say so.
  const base = config as unknown as BaseConfig;
  const clock = () => new Date();
  const telemetry = startTelemetry({ service: definition.name, endpoint: base.otlpEndpoint, nowMs: Date.now });
  const fatal = (reason: unknown) => {
    logger.error('ends, to be restarted', errorFields(reason));
    process.exit(1);
  };
  const bus = createKafkaBus({
    ...kafkaAccessOf(base),
    clientId: definition.name,
    onFatal: fatal,
    log: (line) => logger.warn(line),
  });
  const control = await createControlTable(bus);
  await control.ready;
  const app = await createApp({
    name: definition.name,
    module: definition.module,
    parts: { config, bus, control, clock, logger },
    configure: (created) => definition.configure?.(created, config),
    ...(definition.bodyLimitBytes && { bodyLimitBytes: definition.bodyLimitBytes(config) }),
    ...(definition.trustedProxies && { trustedProxies: definition.trustedProxies(config) }),
    ...(definition.ownBodyParsers && { ownBodyParsers: true }),
  });
  await startConsumers(app, definition.transports?.(app) ?? []);
  await app.listen(base.port, base.host);
  logger.info('ready', { url: await app.getUrl() });

  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    logger.info('stops', { reason });
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    app
      .close()
      .then(() => control.stop())
      .then(() => bus.close())
      .then(() => telemetry.stop())
      .then(() => process.exit(0), fatal);
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  process.on('unhandledRejection', fatal);
}
