import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Routes that are no protocol of clients. */
const OWN_API = ['/v1/rejected', '/v1/identifiers', '/v1/consent/', '/v1/links'];

/**
 * Makes Fastify hand bodies over as bytes, whatever their content type says: clients send JSON as text, forms and packed.
 * Routes of our own API take JSON.
 */
export function acceptRawBodies(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (!OWN_API.some((prefix) => request.url.startsWith(prefix))) return done(null, body);
    try {
      done(null, JSON.parse(body.toString()));
    } catch {
      done(Object.assign(new Error('the body is not JSON'), { statusCode: 400 }));
    }
  });
}
