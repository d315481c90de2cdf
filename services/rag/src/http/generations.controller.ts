import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@stellwerk/service';
import { z } from 'zod';
import type { GenerationRecord, ShadowComparison } from '../generations/generation-record.js';
import { type GenerationStanding, Reembedding } from '../generations/reembedding.js';

const name = z
  .string()
  .max(128)
  .regex(/^[a-z0-9-]+$/);

/** Generations of the index; for admins, because they belong to all tenants. */
@ApiTags('generations')
@Controller('v1/generations')
export class GenerationsController {
  constructor(@Inject(Reembedding) private readonly reembedding: Reembedding) {}

  @Get()
  @ApiOperation({ summary: 'Every generation, its state, and how complete it is' })
  async list(): Promise<{ readonly generations: readonly GenerationStanding[] }> {
    return { generations: await this.reembedding.list() };
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Begins to fill a generation by what the models and the service are now, while another serves',
  })
  start(): Promise<{ readonly name: string; readonly isNew: boolean }> {
    return this.reembedding.start();
  }

  @Post('rollback')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lets the generation before serve again' })
  rollback(): Promise<GenerationRecord> {
    return this.reembedding.rollback();
  }

  @Post(':name/comparison')
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks both generations the questions of the golden sets, and judges the new one' })
  compare(@Param('name', { schema: name }) generation: string): Promise<ShadowComparison> {
    return this.reembedding.compare(generation);
  }

  @Post(':name/switch')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lets a generation serve that is complete and was compared' })
  switch(@Param('name', { schema: name }) generation: string): Promise<GenerationRecord> {
    return this.reembedding.switchTo(generation);
  }
}
