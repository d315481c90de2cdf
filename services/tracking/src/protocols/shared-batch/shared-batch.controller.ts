import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { sharedBatch } from './protocol.js';

/** The batch route that several protocols have. */
@ApiTags('collect')
@Public()
@Controller()
export class SharedBatchController {
  constructor(@Inject(Collector) private readonly collector: Collector) {}

  @Post('batch')
  @HttpCode(200)
  @ApiOperation({ summary: 'PostHog and Jitsu: takes a batch, told apart by what it holds' })
  collect(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(sharedBatch, request, reply);
  }
}
