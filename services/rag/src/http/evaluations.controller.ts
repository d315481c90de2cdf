import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { ApiOperation, ApiTags, type AuthenticatedRequest, CONTROL_TABLE, Roles } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Evaluations } from '../evaluation/evaluations.js';
import type { EvaluationView } from '../evaluation-view.js';
import { goneSignal } from './gone-signal.js';
import { readerOf } from './reader.js';
import { evaluationRequest } from './requests.js';

/** Retrieval and answers against golden sets. */
@ApiTags('knowledge')
@Controller('v1/evaluations')
export class EvaluationsController {
  constructor(
    @Inject(Evaluations) private readonly evaluations: Evaluations,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('analyst')
  @ApiOperation({
    summary:
      'Hold the knowledge base against a golden set, a set that comes with the request within the rights of the token; the outcome goes on record',
  })
  evaluate(
    @Body({ schema: evaluationRequest }) { tenant, ...request }: z.infer<typeof evaluationRequest>,
    @Req() { principal }: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvaluationView> {
    const reader = readerOf(principal, tenant, this.control);
    return this.evaluations.run(request, reader, principal.name, goneSignal(reply));
  }
}
