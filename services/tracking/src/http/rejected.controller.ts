import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { StellwerkError, sealedBytes, slug } from '@stellwerk/contracts';
import {
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  LOGGER,
  type Logger,
  Roles,
} from '@stellwerk/service';
import { z } from 'zod';
import { createSealer } from '../adapters/sealer.js';
import { errors } from '../errors.js';

export const SEALER = Symbol('Sealer');

const openRequest = z.object({ tenant: slug, rejectedId: z.string().max(64), sealed: sealedBytes });

/** Originals of what was rejected, for those who may repair them. */
@ApiTags('rejected')
@Controller('v1/rejected')
export class RejectedController {
  constructor(
    @Inject(SEALER) private readonly sealer: ReturnType<typeof createSealer>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post('open')
  @HttpCode(200)
  @Roles('privacy-officer')
  @ApiOperation({ summary: 'Opens a sealed original; who did it is logged' })
  open(
    @Body({ schema: openRequest }) body: z.infer<typeof openRequest>,
    @Req() request: AuthenticatedRequest,
  ): { original: string } {
    assertTenant(request.principal, body.tenant);
    assertTenant({ ...request.principal, tenants: [body.tenant] }, body.sealed.keyId.split('/', 1)[0] ?? '');
    this.logger.info('original opened', { by: request.principal.name, rejectedId: body.rejectedId });
    const original = this.sealer.open(body.sealed);
    if (!original) throw new StellwerkError(errors.SEAL_DESTROYED);
    return { original: original.toString('base64') };
  }
}
