import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { answerCrossOrigin } from './cors.js';
import { acceptRawBodies } from './raw-bodies.js';

/** What the door's HTTP server does before any route: bodies as bytes, and cross-origin access by source. */
export function configureHttp(app: NestFastifyApplication): void {
  acceptRawBodies(app);
  answerCrossOrigin(app);
}
