import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { StellwerkError } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, Public } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { Collector, headOf, type RawRequest } from '../../http/collector.js';
import { Links } from '../../links.js';
import { invalidPage } from './pages.js';
import { claimedLink, redirect } from './protocol.js';

/** Signed links of mails and printed codes. */
@ApiTags('collect')
@Public()
@Controller('r')
export class RedirectController {
  constructor(
    @Inject(Collector) private readonly collector: Collector,
    @Inject(Links) private readonly links: Links,
  ) {}

  // A named parameter may have only 100 characters.
  @Get(['', '*'])
  @ApiOperation({ summary: 'Leads on to the signed target once the broker has the click; 400 where it is not signed' })
  async follow(@Req() request: RawRequest, @Res() reply: FastifyReply): Promise<void> {
    const head = headOf(request);
    try {
      const { url } = this.links.open(claimedLink(head));
      // Programs that look where a link leads, such as those of mail providers, have not clicked.
      if (head.method === 'HEAD')
        await reply.code(302).header('location', url).header('cache-control', 'no-store').send();
      else await this.collector.collect(redirect, request, reply);
    } catch (error) {
      if (!(error instanceof StellwerkError) || error.entry.status !== 400) throw error;
      await reply
        .code(400)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-security-policy', "default-src 'none'")
        .send(invalidPage);
    }
  }
}
