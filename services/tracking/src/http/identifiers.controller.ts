import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { identityKey, purpose, sealedBytes, slug } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, type AuthenticatedRequest, assertTenant, Roles } from '@stellwerk/service';
import { z } from 'zod';
import { SealedIdentifiers } from '../sealed/sealed-identifiers.js';

const openRequest = z.object({
  tenant: slug,
  key: identityKey,
  purpose,
  sealed: sealedBytes.optional().describe('the box of identifier.sealed, where the caller has it'),
});
const destroyRequest = z.object({ tenant: slug, key: identityKey });

/** Raw identifiers that are kept under seal: shown for the purposes they were sealed for, or ended. */
@ApiTags('identifiers')
@Controller('v1/identifiers')
@Roles('privacy-officer')
export class IdentifiersController {
  constructor(@Inject(SealedIdentifiers) private readonly identifiers: SealedIdentifiers) {}

  @Post('open')
  @HttpCode(200)
  @ApiOperation({
    summary: 'The raw value behind an identity key, for a purpose it was sealed for; who asks is on record',
  })
  async open(
    @Body({ schema: openRequest }) body: z.infer<typeof openRequest>,
    @Req() request: AuthenticatedRequest,
  ): Promise<{ value: string }> {
    assertTenant(request.principal, body.tenant);
    return { value: await this.identifiers.open({ ...body, by: request.principal.name }) };
  }

  @Post('destroy')
  @HttpCode(200)
  @ApiOperation({ summary: 'Destroys the key of an identifier, so that nothing sealed under it can be opened again' })
  async destroy(
    @Body({ schema: destroyRequest }) { tenant, key }: z.infer<typeof destroyRequest>,
    @Req() request: AuthenticatedRequest,
  ): Promise<{ destroyed: boolean }> {
    assertTenant(request.principal, tenant);
    return { destroyed: await this.identifiers.destroy(tenant, key, request.principal.name) };
  }
}
