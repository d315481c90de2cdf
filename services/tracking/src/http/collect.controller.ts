import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { ApiOperation, ApiTags, DOOR_ATTRIBUTE, FORCE_ATTRIBUTE, inSpan, Public } from '@stellwerk/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Door } from '../door.js';
import { segmentRoute } from '../protocols/segment/route.js';

/** The Segment protocol for unmodified SDKs. */
@ApiTags('collect')
@Public()
@Controller('v1')
export class CollectController {
  constructor(@Inject(Door) private readonly door: Door) {}

  @Post(['track', 'identify', 'page', 'screen', 'group', 'alias', 'batch', 'b', 'import'])
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes one call or a batch; 200 once the broker has them' })
  async collect(
    @Req() request: FastifyRequest<{ Body: Buffer | undefined }>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ success: true }> {
    const route = request.url.split('?', 1)[0] as string;
    const attributes = {
      'http.request.method': 'POST',
      'http.route': route,
      [DOOR_ATTRIBUTE]: true,
      ...(request.headers['x-stellwerk-trace'] === '1' && { [FORCE_ATTRIBUTE]: true }),
    };
    const accepted = await inSpan('door', { kind: SpanKind.SERVER, attributes }, (span) => {
      const done = this.door.accept({
        route,
        ...segmentRoute(route),
        headerWriteKey: basicUser(request.headers.authorization),
        body: request.body ?? Buffer.alloc(0),
        contentType: request.headers['content-type'],
        contentEncoding: request.headers['content-encoding'],
        userAgent: request.headers['user-agent'],
        ip: request.ip,
      });
      void reply.header('x-trace-id', span.spanContext().traceId);
      return done;
    });
    void reply.header('x-request-id', accepted.requestId);
    return { success: true };
  }
}

/** User name of HTTP Basic credentials; Segment's SDKs put the write key there and leave the password empty. */
export function basicUser(authorization: string | undefined): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]{1,512})$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const user = Buffer.from(encoded, 'base64').toString('utf8').split(':', 1)[0];
  return user === '' ? undefined : user;
}
