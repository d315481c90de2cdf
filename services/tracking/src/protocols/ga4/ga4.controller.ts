import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { StellwerkError } from '@stellwerk/contracts';
import { ApiOperation, ApiQuery, ApiTags, CLOCK, type Clock, Public, serviceErrors } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { OversizeBody } from '../../http/oversize-body.js';
import { debugAnswer } from './debug.js';
import { ga4 } from './protocol.js';

/** The Measurement Protocol, and the server that says what is wrong with a request without keeping anything of it. */
@ApiTags('collect')
@Public()
@Controller()
export class Ga4Controller {
  constructor(
    @Inject(Collector) private readonly collector: Collector,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('mp/collect')
  @HttpCode(204)
  @ApiQuery({ name: 'api_secret', description: 'write key of the source' })
  @ApiOperation({ summary: 'GA4 Measurement Protocol: takes up to 25 events; 204 once the broker has them' })
  collect(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(ga4, request, reply);
  }

  @Post('debug/mp/collect')
  @HttpCode(200)
  @ApiOperation({ summary: 'GA4 Measurement Protocol: says what is wrong with a request, and keeps nothing of it' })
  async debug(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    const { query } = request as RawRequest & { query: Record<string, unknown> };
    const facts = { isApp: query.firebase_app_id !== undefined, nowMs: this.clock().getTime() };
    const { body = Buffer.alloc(0) } = request;
    if (body instanceof OversizeBody) throw new StellwerkError(serviceErrors.BODY_TOO_LARGE);
    const answer = await debugAnswer(body, request.headers['content-encoding'], facts);
    await reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
  }
}
