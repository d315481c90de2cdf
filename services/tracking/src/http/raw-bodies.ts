import type { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { OversizeBody, readBody } from './oversize-body.js';

type BodyDone = (error: Error | null, body?: unknown) => void;

/** Routes that are no protocol of clients. */
const OWN_API = /^\/v1\/(?:rejected|identifiers|consent\/(?:show|set)|links)(?:[/?]|$)/;
/** Routes of files: with a kind behind the slash, because `/v1/import` and `/v1/import/` are routes of the Segment protocol. */
const FILES = /^\/v1\/(?:import\/[^/?]|imports(?:[/?]|$))/;

/**
 * Makes Fastify hand bodies over as bytes, whatever their content type says: clients send JSON as text, forms and packed. Of a
 * body that is too large a client's route gets what is left of it. Routes of our own API take JSON.
 */
export function acceptRawBodies(app: NestFastifyApplication, maxBodyBytes: number): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', rawBodyReader(maxBodyBytes));
}

/** Reads what no route may send more of than `maxBodyBytes`. */
export function rawBodyReader(maxBodyBytes: number) {
  return (request: FastifyRequest, payload: Readable, done: BodyDone) => {
    const isOwn = OWN_API.test(request.url);
    const isRefused = !isOfClient(request.url) || request.is404;
    if (isRefused && Number(request.headers['content-length']) > maxBodyBytes) return done(tooLarge());
    readBody(payload, request.headers['content-length'], maxBodyBytes, (error, body) => {
      if (error) return done(error);
      if (body instanceof OversizeBody && !isOfClient(request.url)) return done(tooLarge());
      if (!isOwn) return done(null, body);
      try {
        done(null, JSON.parse(String(body)));
      } catch {
        done(Object.assign(new Error('the body is not JSON'), { statusCode: 400 }));
      }
    });
  };
}

/** Whether a route is one that clients send events to. */
export const isOfClient = (url: string) => !OWN_API.test(url) && !FILES.test(url);

/** What Fastify answers with 413. */
export const tooLarge = () => Object.assign(new Error('the body is too large'), { statusCode: 413 });
