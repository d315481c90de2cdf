import { Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Collector, type RawRequest } from '../../http/collector.js';
import { posthog } from './protocol.js';
import { noFlags, PROJECT_KEY, remoteConfig, remoteConfigScript } from './remote-config.js';

const CAPTURE_ROUTES = ['e', 'i/v0/e', 'capture', 'track'];
const projectKey = z.string().regex(PROJECT_KEY);
/** Short, so that a change of ours reaches pages soon. */
const CACHED = 'public, max-age=300';

/** PostHog's routes for unmodified SDKs; `/batch` is shared with Jitsu. */
@ApiTags('collect')
@Public()
@Controller()
export class PostHogController {
  constructor(@Inject(Collector) private readonly collector: Collector) {}

  @Post(CAPTURE_ROUTES)
  @HttpCode(200)
  @ApiOperation({ summary: 'PostHog: takes one event, an array or a batch; 200 once the broker has them' })
  capture(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(posthog, request, reply);
  }

  @Get(CAPTURE_ROUTES)
  @ApiOperation({ summary: 'PostHog: takes events from the parameter "data"' })
  captureQuery(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.collector.collect(posthog, request, reply);
  }

  @Post(['flags', 'decide'])
  @HttpCode(200)
  @ApiOperation({ summary: 'PostHog: feature flags, of which there are none' })
  flags() {
    return noFlags;
  }

  @Get('array/:key/config')
  @Header('Cache-Control', CACHED)
  @ApiOperation({ summary: 'PostHog: configuration of the browser SDK' })
  config() {
    return remoteConfig;
  }

  @Get('array/:key/config.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('X-Content-Type-Options', 'nosniff')
  @Header('Cache-Control', CACHED)
  @ApiOperation({ summary: 'PostHog: the same configuration as a script' })
  script(@Param('key', { schema: projectKey }) key: string): string {
    return remoteConfigScript(key);
  }
}
