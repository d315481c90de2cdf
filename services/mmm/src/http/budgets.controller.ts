import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import type { ApprovalState, ControlTable } from '@stellwerk/bus';
import { uuid } from '@stellwerk/contracts';
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
import { Budgets, type WrittenPlan } from '../budget/budgets.js';
import type { PlanDocument } from '../budget/plan-document.js';
import { ProposalDesk } from '../budget/proposal-desk.js';
import type { Proposal } from '../budget/proposals.js';
import { planReport } from '../domain/report/plan-report.js';
import { planRequest, reportQuery, rollbackRequest, tenantQuery } from './requests.js';

const READERS = ['viewer', 'analyst', 'marketer', 'approver'] as const;

/** A proposal with what became of it. */
export interface ProposalView extends Proposal {
  readonly approval: ApprovalState | 'not-needed';
  readonly isInForce: boolean;
}

/** Budget plans: proposed by a model, allowed by people, put into force and taken back. */
@ApiTags('budgets')
@Controller('v1')
export class BudgetsController {
  constructor(
    @Inject(ProposalDesk) private readonly desk: ProposalDesk,
    @Inject(Budgets) private readonly budgets: Budgets,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post('plans')
  @HttpCode(200)
  @Roles('analyst', 'marketer')
  @ApiOperation({
    summary: 'Proposes the best plan within the policy; asks for an approval where the policy demands one',
  })
  async propose(
    @Body({ schema: planRequest }) asked: z.infer<typeof planRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<ProposalView> {
    assertTenant(principal, asked.tenant);
    assertTenantKnown(this.control, asked.tenant);
    return this.#view(await this.desk.propose(asked, `token:${principal.name}`));
  }

  @Get('plans')
  @Roles(...READERS)
  @ApiOperation({ summary: "A tenant's proposals, the newest first, and the plan in force" })
  list(
    @Query({ schema: tenantQuery }) { tenant, model }: z.infer<typeof tenantQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): { readonly proposals: ProposalView[]; readonly inForce: PlanDocument | null } {
    assertTenant(principal, tenant);
    assertTenantKnown(this.control, tenant);
    const asked = this.desk.list().filter((one) => one.tenant === tenant && (model ?? one.model) === one.model);
    return { proposals: asked.map((one) => this.#view(one)), inForce: this.budgets.current(tenant) ?? null };
  }

  @Get('plans/:id')
  @Roles(...READERS)
  @ApiOperation({ summary: 'One proposal' })
  show(@Param('id', { schema: uuid }) id: string, @Req() { principal }: AuthenticatedRequest): ProposalView {
    const proposal = this.desk.require(id);
    assertTenant(principal, proposal.tenant);
    return this.#view(proposal);
  }

  @Get('plans/:id/report')
  @Roles(...READERS)
  @ApiOperation({ summary: 'The report of a proposal for people, one HTML file' })
  async report(
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: reportQuery }) { language }: z.infer<typeof reportQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<StreamableFile> {
    assertTenant(principal, this.desk.require(id).tenant);
    const page = planReport(await this.desk.summaryOf(id), language);
    return new StreamableFile(Buffer.from(page), { type: 'text/html; charset=utf-8' });
  }

  @Post('plans/:id/application')
  @HttpCode(200)
  @Roles('marketer', 'approver')
  @ApiOperation({ summary: 'Puts an approved proposal into force; asked again it changes nothing' })
  apply(@Param('id', { schema: uuid }) id: string, @Req() { principal }: AuthenticatedRequest): Promise<WrittenPlan> {
    assertTenant(principal, this.desk.require(id).tenant);
    return this.budgets.apply(id, `token:${principal.name}`);
  }

  @Post('budget-rollbacks')
  @HttpCode(200)
  @Roles('marketer', 'approver')
  @ApiOperation({ summary: 'Puts the plan before the one in force into force again' })
  rollback(
    @Body({ schema: rollbackRequest }) { tenant }: z.infer<typeof rollbackRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<WrittenPlan> {
    assertTenant(principal, tenant);
    assertTenantKnown(this.control, tenant);
    return this.budgets.rollback(tenant, `token:${principal.name}`);
  }

  #view(proposal: Proposal): ProposalView {
    const { tenant, proposalId } = proposal;
    const isInForce = this.budgets.current(tenant)?.spec.plan.proposalId === proposalId;
    return { ...proposal, approval: this.desk.approvalOf(proposal), isInForce };
  }
}
