import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Makes Fastify hand bodies over as bytes, whatever their content type says: clients send JSON as text, forms and packed.
 * Routes under `/v1/rejected` are our own API and take JSON.
 */
export function acceptRawBodies(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (!request.url.startsWith('/v1/rejected')) return done(null, body);
    try {
      done(null, JSON.parse(body.toString()));
    } catch {
      done(Object.assign(new Error('the body is not JSON'), { statusCode: 400 }));
    }
  });
  app.enableCors({ origin: true, methods: ['POST'], maxAge: 86_400 });
}
