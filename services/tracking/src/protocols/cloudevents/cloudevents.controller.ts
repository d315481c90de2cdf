import { Controller, HttpCode, Inject, Options, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { cloudevents } from './protocol.js';

@ApiTags('collect')
@Public()
@Controller('v1/cloudevents')
export class CloudEventsController {
  constructor(@Inject(Collector) private readonly collector: Collector) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'CloudEvents 1.0: takes one event, binary or structured, or a batch; 200 once the broker has them',
  })
  collect(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(cloudevents, request, reply);
  }

  /**
   * A sender of webhooks asks whether it may deliver here (CloudEvents webhook specification §4). Who may is decided by the
   * write key of each delivery.
   */
  @Options()
  @ApiOperation({ summary: 'CloudEvents: agrees to deliveries of a sender that asks first' })
  allow(@Req() request: RawRequest, @Res() reply: FastifyReply): void {
    const asking = request.headers['webhook-request-origin'];
    void reply.header('Allow', 'POST, OPTIONS');
    if (typeof asking === 'string' && /^[\w.:-]{1,255}$/.test(asking)) {
      void reply.header('WebHook-Allowed-Origin', asking).header('WebHook-Allowed-Rate', '*');
    }
    void reply.code(200).send();
  }
}
