import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Approval, Approvals, DecisionRefusal } from '@stellwerk/bus';
import { StellwerkError, slug, uuid } from '@stellwerk/contracts';
import { z } from 'zod';
import { serviceErrors } from '../errors.js';
import { type AuthenticatedRequest, assertTenant, Roles } from '../http/access.js';
import { CLOCK, type Clock } from '../tokens.js';
import { authorOf, mayReadTenant } from './writers.js';

/** Injection token of the requests that wait for a person. */
export const APPROVALS = Symbol('Approvals');

const states = ['waiting', 'approved', 'rejected', 'expired'] as const;
const listQuery = z.object({ tenant: slug.optional(), state: z.enum(states).optional() });
const decisionRequest = z.object({
  decision: z.enum(['approved', 'rejected']),
  comment: z.string().max(1_024).optional(),
});

const BECAUSE: Readonly<Record<Exclude<DecisionRefusal, 'unknown'>, string>> = {
  decided: 'it has been decided already',
  expired: 'it has expired',
  'own-request': 'who asked for it may not approve it',
};

/** What waits for a person to allow it. Who decides is the token that asks, and nobody else. */
@ApiTags('approvals')
@Controller('v1/approvals')
export class ApprovalsController {
  constructor(
    @Inject(APPROVALS) private readonly approvals: Approvals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('viewer', 'analyst', 'marketer', 'approver', 'privacy-officer')
  @ApiOperation({ summary: 'Requests for approval with what became of them' })
  list(
    @Query({ schema: listQuery }) { tenant, state }: z.infer<typeof listQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): { approvals: Approval[] } {
    const found = this.approvals.list(this.clock()).filter((approval) => {
      const isAsked = (tenant ?? approval.request.tenant) === approval.request.tenant;
      return isAsked && (state ?? approval.state) === approval.state;
    });
    return { approvals: found.filter(({ request }) => mayReadTenant(principal, request.tenant)) };
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Roles('approver')
  @ApiOperation({ summary: 'Approves or rejects a request; who asked for it may only withdraw it' })
  async decide(
    @Param('id', { schema: uuid }) approvalId: string,
    @Body({ schema: decisionRequest }) { decision, comment }: z.infer<typeof decisionRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ approvalId: string; decision: 'approved' | 'rejected'; decidedBy: string }> {
    const now = this.clock();
    const approval = this.approvals.get(approvalId, now);
    if (!approval) throw new StellwerkError(serviceErrors.APPROVAL_UNKNOWN, {}, { field: 'id' });
    const { tenant } = approval.request;
    assertTenant(principal, tenant);
    const decidedBy = authorOf(principal);
    const decidedAt = now.toISOString();
    const said = { approvalId, tenant, decision, decidedBy, decidedAt, ...(comment !== undefined && { comment }) };
    const refusal = await this.approvals.decide(said, now);
    if (refusal === 'unknown') throw new StellwerkError(serviceErrors.APPROVAL_UNKNOWN, {}, { field: 'id' });
    if (refusal) throw new StellwerkError(serviceErrors.APPROVAL_REFUSED, { because: BECAUSE[refusal] });
    return { approvalId, decision, decidedBy };
  }
}
