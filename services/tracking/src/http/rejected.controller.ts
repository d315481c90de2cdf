import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { slug, uuid } from '@stellwerk/contracts';
import {
  AccessRecord,
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  assertTenantKnown,
  CONTROL_TABLE,
  Roles,
} from '@stellwerk/service';
import { z } from 'zod';
import type { Accepted } from '../protocols/protocol.js';
import { RejectedLog, type RejectedSummary } from '../rejected/rejected-log.js';
import { Repair } from '../rejected/repair.js';

const tenantQuery = z.object({ tenant: slug });
const listQuery = z.object({ tenant: slug, limit: z.coerce.number().int().min(1).max(1_000).default(50) });
const replayRequest = z.object({
  tenant: slug,
  fixed: z.base64().max(2_800_000).optional().describe('bytes in place of the original, base64'),
});

/** A rejection with its original. */
type Opened = Omit<RejectedSummary, 'hasOriginal'> & { readonly original: string };

/** What the door refused: to be found, looked at, mended and sent again. */
@ApiTags('rejected')
@Controller('v1/rejected')
export class RejectedController {
  constructor(
    @Inject(RejectedLog) private readonly log: RejectedLog,
    @Inject(Repair) private readonly repair: Repair,
    @Inject(AccessRecord) private readonly accesses: AccessRecord,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Get()
  @Roles('analyst', 'privacy-officer')
  @ApiOperation({ summary: 'The newest rejections of a tenant, without their originals' })
  async list(
    @Query({ schema: listQuery }) { tenant, limit }: z.infer<typeof listQuery>,
    @Req() request: AuthenticatedRequest,
  ): Promise<{ rejected: RejectedSummary[] }> {
    assertTenant(request.principal, tenant);
    assertTenantKnown(this.control, tenant);
    return { rejected: await this.log.list(tenant, limit) };
  }

  @Get(':id')
  @Roles('privacy-officer')
  @ApiOperation({ summary: 'A rejection with the bytes as they came, base64; who opened them is on record' })
  async open(
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: tenantQuery }) { tenant }: z.infer<typeof tenantQuery>,
    @Req() request: AuthenticatedRequest,
  ): Promise<Opened> {
    assertTenant(request.principal, tenant);
    const { rejected, original } = await this.repair.open(tenant, id);
    const by = request.principal.name;
    await this.accesses.write({ tenant, by, action: 'rejection-opened', subject: id });
    const { sealed, ...shown } = rejected;
    return { ...shown, original: original.toString('base64') };
  }

  @Post(':id/replay')
  @HttpCode(200)
  @Roles('privacy-officer')
  @ApiOperation({
    summary: 'Sends a rejection through the door again, as of the time it came; mended where bytes are given',
  })
  async replay(
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: replayRequest }) { tenant, fixed }: z.infer<typeof replayRequest>,
    @Req() request: AuthenticatedRequest,
  ): Promise<Accepted> {
    assertTenant(request.principal, tenant);
    await this.accesses.write({ tenant, by: request.principal.name, action: 'rejection-replayed', subject: id });
    return this.repair.replay(tenant, id, fixed === undefined ? undefined : Buffer.from(fixed, 'base64'));
  }
}
