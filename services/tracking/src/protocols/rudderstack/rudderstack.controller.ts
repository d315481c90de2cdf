import { Controller, Get, Header, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { StellwerkError } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { SOURCES, type Sources } from '../../adapters/sources.js';
import { errors } from '../../errors.js';
import { Collector, type RawRequest } from '../../http/collector.js';
import { pixelAnswer } from '../gif.js';
import { rudderstack } from './protocol.js';
import { rudderStackSourceConfig } from './source-config.js';

/** Routes that only RudderStack's clients have; the others are those of Segment. */
@ApiTags('collect')
@Public()
@Controller()
export class RudderStackController {
  constructor(
    @Inject(Collector) private readonly collector: Collector,
    @Inject(SOURCES) private readonly sources: Sources,
  ) {}

  @Post('beacon/v1/batch')
  @HttpCode(200)
  @ApiOperation({ summary: 'RudderStack: takes the beacon of a page that is left' })
  beacon(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(rudderstack, request, reply);
  }

  @Get(['pixel/v1/track', 'pixel/v1/page'])
  @ApiOperation({ summary: 'RudderStack: a pixel whose query holds the call' })
  pixel(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    if (request.method === 'HEAD') return this.collector.show(pixelAnswer, reply);
    return this.collector.collect(rudderstack, request, reply);
  }

  @Get('sourceConfig')
  @Header('Cache-Control', 'private, max-age=300')
  @ApiOperation({ summary: 'RudderStack: configuration of the browser SDK, so that it needs no control plane' })
  sourceConfig(@Query('writeKey') writeKey: string | undefined): object {
    if (!writeKey) throw new StellwerkError(errors.WRITE_KEY_MISSING, {}, { field: 'writeKey' });
    const { source } = this.sources.find(writeKey);
    return rudderStackSourceConfig(writeKey, source.name, source.tenant, source.at);
  }
}
