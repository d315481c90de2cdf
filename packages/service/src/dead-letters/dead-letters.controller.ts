import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DeadLetterSummary, DeadLetterWithOriginal } from '@stellwerk/bus';
import { consumingServices } from '@stellwerk/contracts';
import { z } from 'zod';
import { type AuthenticatedRequest, Roles } from '../http/access.js';
import { DeadLetters } from './dead-letters.js';

const id = z.string().max(128).describe('<service>.dead.v1/<partition>/<offset>');
const listQuery = z.object({
  service: z.enum(consumingServices).optional().describe('of one service only'),
  limit: z.coerce.number().int().min(1).max(1_000).default(50).describe('most per service'),
});
const openQuery = z.object({ id });
const replayRequest = z.object({
  ids: z.array(id).min(1).max(1_000),
  again: z.boolean().default(false).describe('also what has been replayed before'),
});

/** A dead letter with its bytes as base64. */
type Opened = Omit<DeadLetterWithOriginal, 'value'> & { readonly value: string | null };

/** What became of one id. */
interface Outcome {
  readonly id: string;
  readonly replayed: boolean;
  readonly code?: string;
  readonly detail?: string;
}

/** What a service gave up: to be found, looked at, and sent again when its cause is mended. */
@ApiTags('dead letters')
@Controller('v1/dead')
export class DeadLettersController {
  constructor(@Inject(DeadLetters) private readonly letters: DeadLetters) {}

  @Get()
  @Roles('analyst', 'privacy-officer')
  @ApiOperation({ summary: 'The newest dead letters with reason and step, without their originals' })
  async list(
    @Query({ schema: listQuery }) { service, limit }: z.infer<typeof listQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ letters: DeadLetterSummary[] }> {
    const services = service === undefined ? consumingServices : [service];
    return { letters: await this.letters.list(principal, services, limit) };
  }

  @Get('letter')
  @Roles('privacy-officer')
  @ApiOperation({ summary: 'A dead letter with its original as it was, base64; who opened it is on record' })
  async open(
    @Query({ schema: openQuery }) query: z.infer<typeof openQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<Opened> {
    const { value, ...letter } = await this.letters.open(principal, query.id);
    return { ...letter, value: value?.toString('base64') ?? null };
  }

  @Post('replay')
  @HttpCode(200)
  @Roles('privacy-officer')
  @ApiOperation({ summary: 'Sends originals to where they came from again, each once; who did so is on record' })
  async replay(
    @Body({ schema: replayRequest }) { ids, again }: z.infer<typeof replayRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ results: Outcome[] }> {
    const results = await this.letters.replay(principal, ids, again);
    return {
      results: results.map((result) => {
        const { id, replayed } = result;
        return result.replayed
          ? { id, replayed }
          : { id, replayed, code: result.reason.code, detail: result.reason.message };
      }),
    };
  }
}
