import type { Approvals, ControlTable } from '@stellwerk/bus';
import { canonicalJson, deterministicId } from '@stellwerk/contracts';
import { inSpan } from '@stellwerk/service';
import type { Champions } from '../registry/champions.js';
import type { FitRegistry } from '../registry/registry.js';
import { planOptions } from '../run/plan-command.js';
import { sumOfCents, toCents } from './money.js';
import type { PlanFiles } from './plan-files.js';
import { toAmounts } from './plan-of.js';
import type { PlannedBudget, Planner, PlanQuestion } from './planner.js';
import { type GoverningPolicy, policyOf } from './policy-of.js';
import { assertKept } from './policy-verdict.js';
import type { Proposal, Proposals } from './proposals.js';

export interface ProposeRequest extends PlanQuestion {
  readonly tenant: string;
  readonly model: string;
}

export interface ProposeDeps {
  readonly champions: Champions;
  readonly registry: FitRegistry;
  readonly proposals: Proposals;
  readonly approvals: Approvals;
  readonly planner: Planner;
  readonly plans: PlanFiles;
  readonly control: Pick<ControlTable, 'get'>;
  readonly clock: () => Date;
}

const PLAN_NAME = 'default';
const ACTION = 'budget.apply';
const HOUR_MS = 3_600_000;
const EXPIRES_AFTER_HOURS = 168;

/**
 * Makes a proposal with the champion of a model: the best plan within the policy and what was asked for. The order of its effects:
 * 1 the approval is asked for, where one is needed; 2 what the report says is kept; 3 the proposal is published with its id. A crash in between leaves a request
 * for a proposal that does not exist, and approving it allows nothing.
 * @throws StellwerkError MMM_NO_CHAMPION, MMM_CHAMPION_LOST, MMM_POLICY_VIOLATED, and those of the planner
 */
export async function propose(request: ProposeRequest, by: string, deps: ProposeDeps): Promise<Proposal> {
  const { tenant, model, ...question } = request;
  const attributes = { 'stellwerk.tenant': tenant, 'stellwerk.model': model };
  return inSpan('budget.propose', { attributes }, async (span) => {
    const runId = deps.champions.requireHere(tenant, model, deps.registry);
    span.setAttribute('stellwerk.run', runId);
    const current = deps.control.get('budget-plan', tenant, PLAN_NAME);
    const basedOn = current?.version ?? 0;
    const governing = policyOf(deps.control, tenant);
    const asked = canonicalJson({ ...question, policy: governing?.version ?? 0 });
    const proposalId = deterministicId('budget.proposal', tenant, model, runId, basedOn, asked);
    const known = deps.proposals.get(proposalId);
    if (known) return known;
    const planned = await deps.planner.plan(runId, {
      question,
      current: current ? toAmounts(current.spec.plan) : null,
      policy: governing?.policy ?? null,
    });
    const now = deps.clock();
    const proposal = proposalOf(planned, {
      ...{ proposalId, tenant, model, runId, basedOn, by, governing, question },
      at: now.toISOString(),
    });
    const { needsApproval, verdict } = assertKept(governing, proposal, current, now, planned.extrapolated);
    const decided = needsApproval ? await askFor(proposal, governing, now, deps.approvals) : proposal;
    const policy = governing && verdict && { name: governing.name, version: governing.version, verdict };
    await deps.plans.write({ ...planned.summary, ...saidOf(decided, question), policy });
    await deps.proposals.publish(decided);
    return decided;
  });
}

/** What the report of a proposal knows it by. */
const saidOf = ({ proposalId, at, tenant, model, approvalId }: Proposal, question: PlanQuestion) => ({
  planId: proposalId,
  name: model,
  at,
  command: `stellwerk budget propose --tenant ${tenant} --model ${model} ${planOptions(question)}`,
  approval: { state: approvalId === undefined ? ('not-needed' as const) : ('pending' as const) },
});

interface ProposalFrame {
  readonly proposalId: string;
  readonly tenant: string;
  readonly model: string;
  readonly runId: string;
  readonly basedOn: number;
  readonly by: string;
  readonly at: string;
  readonly governing: GoverningPolicy | null;
  readonly question: PlanQuestion;
}

function proposalOf(planned: PlannedBudget, frame: ProposalFrame): Proposal {
  const { question, governing, by, ...ids } = frame;
  const { from, to, ...objective } = question;
  const { channels, currency, dataUntil, value, probabilityBetter, expectedRegret, certificate } = planned;
  const current = toCents(
    channels.map((one) => one.current),
    channels.map((one) => ({ min: one.current, max: one.current })).map(loosened),
  );
  const proposed = toCents(
    channels.map((one) => one.proposed),
    channels,
  );
  return {
    ...ids,
    ...{ dataUntil, from, to, currency, requestedBy: by, value, probabilityBetter, expectedRegret, certificate },
    objective: JSON.parse(canonicalJson(objective)),
    channels: channels.map(({ channel, probabilityMarginalAbove1 }, index) => ({
      channel,
      current: current[index] ?? '0.00',
      proposed: proposed[index] ?? '0.00',
      ...(probabilityMarginalAbove1 !== null && { probabilityMarginalAbove1 }),
    })),
    totals: { current: sumOfCents(current), proposed: sumOfCents(proposed) },
    policy: governing && { name: governing.name, version: governing.version },
  };
}

/** What is spent today need not be whole cents. */
const loosened = ({ min, max }: { min: number; max: number }) => ({ min: min - 1, max: max + 1 });

async function askFor(
  proposal: Proposal,
  governing: GoverningPolicy | null,
  now: Date,
  approvals: Approvals,
): Promise<Proposal> {
  const hours = governing?.policy.approval.expiresAfterHours ?? EXPIRES_AFTER_HOURS;
  const { tenant, model, requestedBy, at, proposalId, channels, totals, from, to, currency } = proposal;
  const changes = channels.filter(({ current, proposed }) => current !== proposed);
  const approvalId = await approvals.request({
    tenant,
    action: ACTION,
    summary: `${model}: ${totals.proposed} ${currency ?? ''} for ${from} to ${to}, ${changes.length} channels change`,
    effect: {
      proposalId,
      channels: Object.fromEntries(
        changes.map(({ channel, current, proposed }) => [channel, `${current} → ${proposed}`]),
      ),
      lift: proposal.value.lift,
      probabilityBetter: proposal.probabilityBetter,
    },
    requestedBy,
    requestedAt: at,
    expiresAt: new Date(now.getTime() + hours * HOUR_MS).toISOString(),
  });
  return { ...proposal, approvalId };
}
