import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ControlTable } from '@stellwerk/bus';
import { authenticate, CLOCK, type Clock, CONTROL_TABLE } from '@stellwerk/service';
import type { Config } from '../config.js';
import { OversizeBody } from './oversize-body.js';
import { isOfClient, tooLarge } from './raw-bodies.js';

/** Content types of files; what they hold is seen from their bytes. */
const FILE_TYPES = [
  'text/csv',
  'application/csv',
  'application/jsonl',
  'application/x-ndjson',
  'application/vnd.apache.parquet',
  'application/gzip',
  'application/octet-stream',
];

/** Whether a request brings a whole file. `/v1/import` itself is a route of the Segment protocol. */
export const isFileRoute = (url: string): boolean => url.startsWith('/v1/import/');

/**
 * Lets whole files in on their route, larger than any request of a client. Who sends one is known before its body is read.
 */
export function acceptFiles(app: NestFastifyApplication, { maxBodyBytes, maxImportBytes }: Config): void {
  const server = app.getHttpAdapter().getInstance();
  const control = app.get<ControlTable>(CONTROL_TABLE);
  const clock = app.get<Clock>(CLOCK);
  server.addHook('onRequest', (request, _reply, done) => {
    if (isFileRoute(request.url)) authenticate(request.headers.authorization, control, clock());
    done();
  });
  server.addContentTypeParser<Buffer>(
    FILE_TYPES,
    { parseAs: 'buffer', bodyLimit: maxImportBytes },
    (request, body, done) => {
      if (body.length <= maxBodyBytes || isFileRoute(request.url)) done(null, body);
      else if (isOfClient(request.url)) done(null, OversizeBody.of(body));
      else done(tooLarge());
    },
  );
}
