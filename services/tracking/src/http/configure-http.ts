import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config.js';
import { BodyBudget } from './body-budget.js';
import { answerCrossOrigin } from './cors.js';
import { acceptFiles, isFileRoute } from './files.js';
import { acceptRawBodies } from './raw-bodies.js';

/** Headers are small: a client that takes longer for them than this share of its time is slow on purpose. */
const HEADERS_SHARE = 1 / 3;

/**
 * What the door's HTTP server does before any route: bounds what clients may cost, bodies as bytes, and cross-origin access by
 * source.
 */
export function configureHttp(app: NestFastifyApplication, config: Config): void {
  const { maxBodyBytes, maxBodyBytesUnderWay, maxConnections, maxHeaderBytes, maxImportBytes, requestTimeoutMs } =
    config;
  const server = app.getHttpAdapter().getInstance();
  server.server.requestTimeout = requestTimeoutMs;
  server.server.headersTimeout = Math.ceil(requestTimeoutMs * HEADERS_SHARE);
  server.server.maxConnections = maxConnections;
  // Read for every connection, but missing from the types of Node.
  Object.assign(server.server, { maxHeaderSize: maxHeaderBytes });
  const unknownBytes = ({ url }: { url: string }) => (isFileRoute(url) ? maxImportBytes : maxBodyBytes);
  new BodyBudget({ limitBytes: maxBodyBytesUnderWay, unknownBytes }).install(server);
  acceptRawBodies(app, maxBodyBytes);
  acceptFiles(app, config);
  answerCrossOrigin(app);
}
