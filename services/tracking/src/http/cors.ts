import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SOURCES, type Sources } from '../adapters/sources.js';

/** Our own API; pages of other sites have no business there. */
const OWN_API =
  /^\/(?:v1\/rejected|v1\/identifiers|v1\/consent\/(?:show|set)|v1\/links|v1\/imports|v1\/import\/[^/?]+|health|sink-health|openapi\.json|robots\.txt)(?:[/?]|$)/;
const METHODS = 'GET, POST';
/** Headers that clients are known to send; a preflight that names others gets those. */
const HEADERS = 'Authorization, Content-Encoding, Content-Type, SP-Anonymous';
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/;
const MAX_HEADER_NAMES = 1_024;
const PREFLIGHT_SECONDS = 86_400;

/**
 * Cross-origin access to the door (fetch.spec.whatwg.org, CORS protocol). Which source a request is for is not known before
 * it is read, so a preflight is answered for every origin that some source takes; the door then refuses an origin that the
 * source of the request does not take. Only origins that a source names may send cookies.
 */
export function answerCrossOrigin(app: NestFastifyApplication): void {
  const sources = app.get<Sources>(SOURCES);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      const { origin } = request.headers;
      if (OWN_API.test(request.url)) return done();
      void reply.header('Vary', 'Origin');
      const access = origin === undefined ? 'none' : sources.originAccess(origin);
      if (access !== 'none') {
        void reply.header('Access-Control-Allow-Origin', origin);
        void reply.header('Access-Control-Expose-Headers', 'Retry-After');
        if (access === 'listed') void reply.header('Access-Control-Allow-Credentials', 'true');
      }
      if (!isPreflight(request)) return done();
      if (access !== 'none') allowRequest(request, reply);
      void reply.code(204).send();
    });
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function allowRequest({ headers }: FastifyRequest, reply: FastifyReply): void {
  const asked = headers['access-control-request-headers'] ?? '';
  const isList = asked.length <= MAX_HEADER_NAMES && HEADER_NAMES.test(asked);
  void reply.header('Access-Control-Allow-Methods', METHODS);
  void reply.header('Access-Control-Allow-Headers', isList ? asked : HEADERS);
  void reply.header('Access-Control-Max-Age', String(PREFLIGHT_SECONDS));
}
