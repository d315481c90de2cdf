import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { OpenApiController } from '../http/openapi.controller.js';
import { createOpenApiDocument } from '../http/openapi-document.js';
import { createValidationPipe } from '../http/validation.js';
import { traceRequests } from '../telemetry/trace-requests.js';
import { type ServiceParts, serviceModule } from './service.module.js';

export interface CreateAppOptions {
  readonly name: string;
  readonly module: Type;
  readonly parts: ServiceParts;
  /** Changes the HTTP server before routes exist, e.g. body parsers. */
  readonly configure?: (app: NestFastifyApplication) => void;
  /** Largest body in bytes. Default 1 MiB. */
  readonly bodyLimitBytes?: number;
  /** Addresses and networks of proxies whose `X-Forwarded-For` and `X-Forwarded-Host` are believed. Default none. */
  readonly trustedProxies?: readonly string[];
  /** `configure` adds body parsers of its own; Nest's JSON and form parsers stay away. */
  readonly ownBodyParsers?: boolean;
}

/** Builds a service's Nest application around its module; nothing listens yet. */
export async function createApp(options: CreateAppOptions): Promise<NestFastifyApplication> {
  @Module({ imports: [serviceModule(options.parts), options.module] })
  class RootModule {}

  const adapter = new FastifyAdapter({
    bodyLimit: options.bodyLimitBytes ?? 1_048_576,
    // Keep-alive above the usual 60 s of load balancers, else they reuse closed connections.
    keepAliveTimeout: 65_000,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    ...(options.trustedProxies?.length && { trustProxy: [...options.trustedProxies] }),
    // Node looks for slow clients only this often, by default every 30 s.
    http: { connectionsCheckingInterval: 1_000 },
    // Clients of some protocols end their routes with a slash, others do not.
    routerOptions: { ignoreTrailingSlash: true },
  });
  const app = await NestFactory.create<NestFastifyApplication>(RootModule, adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
    bodyParser: options.ownBodyParsers !== true,
  });
  app.useGlobalPipes(createValidationPipe());
  traceRequests(app);
  options.configure?.(app);
  await app.init();
  app.get(OpenApiController).publish(createOpenApiDocument(app, options.name));
  return app;
}
