import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { StellwerkError } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, HEALTH, type HealthRegistry, Public, serviceErrors } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { snowplow } from './protocol.js';

/** First parts of paths that belong to others: a request below them is not one of a tracker, whatever follows. */
const TAKEN = new Set(['api', 'batch', 'capture', 'debug', 'e', 'health', 'i', 'mp', 'r', 's', 'v0', 'v1', 'v2']);

const ROBOTS = ['*', 'Googlebot', 'AdsBot-Google'].map((agent) => `User-agent: ${agent}\nDisallow: /`).join('\n\n');

/** The Snowplow tracker protocol for unmodified trackers, and what Snowplow's collector answers beside it. */
@ApiTags('collect')
@Public()
@Controller()
export class SnowplowController {
  constructor(
    @Inject(Collector) private readonly collector: Collector,
    @Inject(HEALTH) private readonly health: HealthRegistry,
  ) {}

  @Post(':vendor/:version')
  @HttpCode(200)
  @ApiOperation({ summary: 'Snowplow: takes a batch of events; "ok" once the broker has them' })
  post(@Param('vendor') vendor: string, @Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#collect(vendor, request, reply);
  }

  @Get(':vendor/:version')
  @ApiOperation({ summary: 'Snowplow: takes one event in the query; a pixel once the broker has it' })
  get(@Param('vendor') vendor: string, @Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#collect(vendor, request, reply);
  }

  @Get(['i', 'ice.png'])
  @ApiOperation({ summary: 'Snowplow: takes one event in the query; a pixel once the broker has it' })
  pixel(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(snowplow, request, reply);
  }

  @Get('health')
  @ApiOperation({ summary: 'The process answers' })
  alive(@Res() reply: FastifyReply): void {
    void reply.type('text/plain; charset=utf-8').send('ok');
  }

  @Get('sink-health')
  @ApiOperation({ summary: 'Events can be made durable now; 503 where not' })
  async sinkHealth(@Res() reply: FastifyReply): Promise<void> {
    const isHealthy = (await this.health.report()).status === 'ok';
    void reply.status(isHealthy ? 200 : 503).type('text/plain; charset=utf-8');
    await reply.send(isHealthy ? 'ok' : 'Service Unavailable');
  }

  @Get('robots.txt')
  @ApiOperation({ summary: 'Nothing here is for search engines' })
  robots(@Res() reply: FastifyReply): void {
    void reply.type('text/plain; charset=utf-8').send(ROBOTS);
  }

  async #collect(vendor: string, request: RawRequest, reply: FastifyReply): Promise<void> {
    if (TAKEN.has(vendor)) throw new StellwerkError(serviceErrors.NOT_FOUND);
    await this.collector.collect(snowplow, request, reply);
  }
}
