import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { rudderstack } from './protocol.js';

/** Routes that only RudderStack's clients have; the others are those of Segment. */
@ApiTags('collect')
@Public()
@Controller()
export class RudderStackController {
  constructor(@Inject(Collector) private readonly collector: Collector) {}

  @Post('beacon/v1/batch')
  @HttpCode(200)
  @ApiOperation({ summary: 'RudderStack: takes the beacon of a page that is left' })
  beacon(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(rudderstack, request, reply);
  }

  @Get(['pixel/v1/track', 'pixel/v1/page'])
  @ApiOperation({ summary: 'RudderStack: a pixel whose query holds the call' })
  pixel(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(rudderstack, request, reply);
  }
}
