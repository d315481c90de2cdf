import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { slug } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, type AuthenticatedRequest, assertTenant, CONFIG, Roles } from '@stellwerk/service';
import { z } from 'zod';
import type { Config } from '../config.js';
import type { LinkCampaign } from '../domain/link.js';
import { Links } from '../links.js';
import { publicAddress } from './public-address.js';

const text = z.string().min(1).max(256);
const linkRequest = z.object({
  tenant: slug,
  source: slug,
  url: z.string().max(2_048).describe('absolute http or https address that the link leads to'),
  name: text.optional().describe('what was clicked, in words for people'),
  campaign: z
    .object({ source: text, medium: text, name: text, term: text, content: text })
    .partial()
    .optional()
    .describe('campaign that everybody who follows the link comes from'),
});

/** A counted link. */
export interface SignedLink {
  /** Short form. */
  readonly link: string;
  /** Long form, which a mail program may put together from its parts. */
  readonly longLink: string;
}

/** Counted links for e-mail and printed codes. */
@ApiTags('links')
@Controller('v1/links')
@Roles('marketer')
export class LinksController {
  constructor(
    @Inject(Links) private readonly links: Links,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Signs a link that is counted before it leads on' })
  sign(
    @Body({ schema: linkRequest }) { campaign = {}, name, ...body }: z.infer<typeof linkRequest>,
    @Req() request: AuthenticatedRequest,
  ): SignedLink {
    assertTenant(request.principal, body.tenant);
    const signed = this.links.sign({ ...body, ...(name && { name }), campaign: campaign as LinkCampaign });
    const base = publicAddress(request, this.config.publicUrl) ?? '';
    return { link: `${base}/r/${signed.token}`, longLink: `${base}/r?${signed.query}` };
  }
}
