import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, type RawRequest } from '../../http/collector.js';
import { pixelAnswer } from '../gif.js';
import { pixel } from './protocol.js';

/** Our own pixel. */
@ApiTags('collect')
@Public()
@Controller()
export class PixelController {
  constructor(@Inject(Collector) private readonly collector: Collector) {}

  @Get('p.gif')
  @ApiOperation({ summary: 'A pixel whose query says what happened; shown once the broker has it' })
  show(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    if (request.method === 'HEAD') return this.collector.show(pixelAnswer, reply);
    return this.collector.collect(pixel, request, reply);
  }
}
