import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ControlTable } from '@stellwerk/bus';
import { authenticate, CLOCK, type Clock, CONTROL_TABLE } from '@stellwerk/service';
import type { Config } from '../config.js';
import { OversizeBody, readBody } from './oversize-body.js';
import { rawBodyReader, tooLarge } from './raw-bodies.js';

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

/** Whether a request brings a whole file, of the kind behind the slash. Without one it is a route of the Segment protocol. */
export const isFileRoute = (url: string): boolean => /^\/v1\/import\/[^/?]/.test(url);

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
  const readRaw = rawBodyReader(maxBodyBytes);
  server.addContentTypeParser(FILE_TYPES, (request, payload, done) => {
    // The types alone let nobody send more: clients need no key before their body is read.
    if (!isFileRoute(request.url)) return readRaw(request, payload, done);
    const announced = request.headers['content-length'];
    if (Number(announced) > maxImportBytes) return done(tooLarge());
    readBody(payload, announced, maxImportBytes, (error, body) => {
      if (body instanceof OversizeBody) done(tooLarge());
      else done(error, body);
    });
  });
}
