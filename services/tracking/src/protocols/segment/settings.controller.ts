import { Controller, Get, Header, Inject, Param, Req } from '@nestjs/common';
import { StellwerkError } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, CONFIG, Public } from '@stellwerk/service';
import type { FastifyRequest } from 'fastify';
import { SOURCES, type Sources } from '../../adapters/sources.js';
import type { Config } from '../../config.js';
import { errors } from '../../errors.js';
import { publicAddress } from '../../http/public-address.js';
import { segmentSettings } from './settings.js';

/** Settings of Segment's browser SDK, first-party. */
@ApiTags('collect')
@Public()
@Controller()
export class SegmentSettingsController {
  constructor(
    @Inject(SOURCES) private readonly sources: Sources,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(['v1/projects/:writeKey/settings', 'projects/:writeKey/settings'])
  // Not shared: what is answered depends on how the door was reached.
  @Header('Cache-Control', 'private, max-age=300')
  @ApiOperation({ summary: 'Segment: settings of the browser SDK, so that it needs no other host' })
  settings(@Param('writeKey') writeKey: string, @Req() request: FastifyRequest): object {
    this.sources.find(writeKey);
    const address = publicAddress(request, this.config.publicUrl);
    if (address === undefined) throw new StellwerkError(errors.HOST_INVALID, {}, { field: 'Host' });
    return segmentSettings(writeKey, address);
  }
}
