import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { slug } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, type AuthenticatedRequest, CONTROL_TABLE } from '@stellwerk/service';
import { z } from 'zod';
import type { Repair } from '../ledger/repair.js';
import type { Sweep } from '../ledger/upkeep.js';
import { Foundation } from '../wiring/foundation.js';
import { readerOf } from './reader.js';

const repairRequest = z.strictObject({ tenant: slug });

/** Work that a scheduler asks for; for admins. */
@ApiTags('documents')
@Controller('v1/upkeep')
export class UpkeepController {
  constructor(
    @Inject(Foundation) private readonly foundation: Pick<Foundation, 'sweep' | 'index'>,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Does what is due: documents whose time is up go, and what superseded versions left behind',
  })
  sweep(): Promise<Sweep & { readonly generations: readonly string[] }> {
    return this.foundation.sweep();
  }

  @Post('repair')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Holds every point of a tenant against the ledger, writes what is missing and takes away what is stray',
  })
  async repair(
    @Body({ schema: repairRequest }) { tenant }: z.infer<typeof repairRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<Repair> {
    readerOf(principal, tenant, this.control);
    const sum = { documents: 0, written: 0, removed: 0 };
    for (const { documents, written, removed } of await this.foundation.index.repair(tenant)) {
      sum.documents += documents;
      sum.written += written;
      sum.removed += removed;
    }
    return sum;
  }
}
