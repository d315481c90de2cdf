import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { beginTrace, endTrace, insideTrace } from './request-trace.js';

/** Asked every few seconds by machines, and part of no work. */
const UNTRACED = /^\/health\//;

/** Makes every request one server span, from its head to the end of its answer; health checks excepted. */
export function traceRequests(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    if (!UNTRACED.test(request.url)) beginTrace(request, reply);
    done();
  });
  // Not earlier: reading the body would leave the context again.
  server.addHook('preHandler', (request, _reply, done) => insideTrace(request, done));
  server.addHook('onResponse', (request, reply, done) => {
    endTrace(request, reply);
    done();
  });
}
