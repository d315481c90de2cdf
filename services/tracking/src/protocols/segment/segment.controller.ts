import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { segment } from './protocol.js';
import { segmentRoutes } from './route.js';

/** The Segment protocol for unmodified SDKs. */
@ApiTags('collect')
@Public()
@Controller('v1')
export class SegmentController {
  constructor(@Inject(Collector) private readonly collector: Collector) {}

  @Post([...segmentRoutes])
  @HttpCode(200)
  @ApiOperation({ summary: 'Segment: takes one call or a batch; 200 once the broker has them' })
  collect(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(segment, request, reply);
  }
}
