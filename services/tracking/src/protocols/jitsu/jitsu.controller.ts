import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { pixelAnswer } from '../gif.js';
import { jitsu } from './protocol.js';

/** Jitsu's routes for unmodified clients; `/batch` is shared with PostHog, `/v1` with Segment. */
@ApiTags('collect')
@Public()
@Controller()
export class JitsuController {
  constructor(@Inject(Collector) private readonly collector: Collector) {}

  @Post(['api/s/:type', 'api/s/s2s/:type', 'b'])
  @HttpCode(200)
  @ApiOperation({ summary: 'Jitsu: takes one call or a batch; 200 once the broker has them' })
  collect(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(jitsu, request, reply);
  }

  @Get('api/px/:type')
  @ApiOperation({ summary: 'Jitsu: a pixel whose query holds the call' })
  pixel(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    if (request.method === 'HEAD') return this.collector.show(pixelAnswer, reply);
    return this.collector.collect(jitsu, request, reply);
  }
}
