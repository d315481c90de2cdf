import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Hands bodies of lines on as they come, so that their length has no bound; that of each line has. */
export function takeJsonLines(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addContentTypeParser(
    'application/x-ndjson',
    { bodyLimit: Number.MAX_SAFE_INTEGER },
    (_request, payload, done) => done(null, payload),
  );
}
