import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { consent } from './protocol.js';

/** Statements of consent by themselves. */
@ApiTags('consent')
@Public()
@Controller('v1')
export class ConsentStatementController {
  constructor(@Inject(Collector) private readonly collector: Collector) {}

  @Post('consent')
  @HttpCode(200)
  @ApiOperation({ summary: 'States what a person allows from now on; 200 once it is durable' })
  collect(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(consent, request, reply);
  }
}
