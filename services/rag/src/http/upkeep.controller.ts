import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@stellwerk/service';
import type { Sweep } from '../ledger/upkeep.js';
import { Foundation } from '../wiring/foundation.js';

/** Work that a scheduler asks for. */
@ApiTags('documents')
@Controller('v1/upkeep')
export class UpkeepController {
  constructor(@Inject(Foundation) private readonly foundation: Foundation) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Does what is due: documents whose time is up go, and what superseded versions left behind',
  })
  sweep(): Promise<Sweep & { readonly generations: readonly string[] }> {
    return this.foundation.sweep();
  }
}
