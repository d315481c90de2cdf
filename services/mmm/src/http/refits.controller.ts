import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import {
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  assertTenantKnown,
  CONTROL_TABLE,
  Roles,
} from '@stellwerk/service';
import type { z } from 'zod';
import { type Refit, Refits } from '../refits.js';
import { refitRequest } from './requests.js';

/** The scheduled job: any scheduler may call it as often as it likes. */
@ApiTags('media mix')
@Controller('v1/refits')
export class RefitsController {
  constructor(
    @Inject(Refits) private readonly refits: Refits,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @HttpCode(202)
  @Roles('analyst', 'marketer')
  @ApiOperation({ summary: 'Fits the models of a tenant that are due again; the same data are the same fit' })
  async run(
    @Body({ schema: refitRequest }) asked: z.infer<typeof refitRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ readonly refits: Refit[] }> {
    assertTenant(principal, asked.tenant);
    assertTenantKnown(this.control, asked.tenant);
    return { refits: await this.refits.run(asked, `token:${principal.name}`) };
  }
}
