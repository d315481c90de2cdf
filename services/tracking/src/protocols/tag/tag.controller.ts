import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { tag } from './protocol.js';
import { loadTagScript } from './script.js';

const CACHED = 'public, max-age=3600, stale-while-revalidate=86400';

/** Our own tag: its script, and where it sends to. */
@ApiTags('collect')
@Public()
@Controller()
export class TagController {
  readonly #script = loadTagScript();

  constructor(@Inject(Collector) private readonly collector: Collector) {}

  @Get('s.js')
  @ApiOperation({ summary: 'The script of our own tag' })
  async script(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    const { etag } = this.#script;
    void reply.header('etag', etag).header('cache-control', CACHED).header('vary', 'Accept-Encoding, Origin');
    // Pages that isolate themselves load it only with this.
    void reply.header('cross-origin-resource-policy', 'cross-origin').header('x-content-type-options', 'nosniff');
    if (isSame(request.headers['if-none-match'], etag)) {
      await reply.code(304).send();
      return;
    }
    const { body, encoding } = this.#script.bodyFor(request.headers['accept-encoding']);
    if (encoding) void reply.header('content-encoding', encoding);
    await reply.type('text/javascript; charset=utf-8').send(body);
  }

  @Post('s')
  @ApiOperation({ summary: 'Takes what our own tag says; 204 once the broker has it' })
  collect(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(tag, request, reply);
  }
}

/** Caches may have made the validator weak (RFC 9110 §13.1.2). */
function isSame(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch?.split(',').some((entry) => ['*', etag].includes(entry.trim().replace(/^W\//, ''))) ?? false;
}
