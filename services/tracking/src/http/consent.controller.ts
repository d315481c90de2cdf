import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { identityKey, identityNamespaces, purpose, slug } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, type AuthenticatedRequest, assertTenant, Roles } from '@stellwerk/service';
import { z } from 'zod';
import { ConsentDesk, type KeyConsent } from '../consent/consent-desk.js';

const subject = {
  tenant: slug,
  keys: z.array(identityKey).max(32).optional(),
  identifiers: z
    .array(z.object({ namespace: z.enum(identityNamespaces), value: z.string().min(1).max(512) }))
    .max(32)
    .optional()
    .describe('as the person says them; they are hashed and not kept'),
};
const showRequest = z.object(subject);
const setRequest = z.object({
  ...subject,
  granted: z.array(purpose).max(4).default([]),
  refused: z.array(purpose).max(4).default([]),
});

/** What persons allow, for those who answer them. */
@ApiTags('consent')
@Controller('v1/consent')
export class ConsentController {
  constructor(@Inject(ConsentDesk) private readonly desk: ConsentDesk) {}

  @Post('show')
  @HttpCode(200)
  @Roles('analyst', 'privacy-officer')
  @ApiOperation({ summary: 'What may be served now for identity keys or identifiers' })
  show(
    @Body({ schema: showRequest }) body: z.infer<typeof showRequest>,
    @Req() request: AuthenticatedRequest,
  ): { consent: KeyConsent[] } {
    assertTenant(request.principal, body.tenant);
    return { consent: this.desk.show(body) };
  }

  @Post('set')
  @HttpCode(200)
  @Roles('privacy-officer')
  @ApiOperation({ summary: 'States for a person what is allowed from now on; no client can undo what it refuses' })
  async set(
    @Body({ schema: setRequest }) { granted, refused, ...body }: z.infer<typeof setRequest>,
    @Req() request: AuthenticatedRequest,
  ): Promise<{ consent: KeyConsent[] }> {
    assertTenant(request.principal, body.tenant);
    return { consent: await this.desk.state(body, { granted, refused, by: request.principal.name }) };
  }
}
