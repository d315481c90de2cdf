import type { ProposalView, WrittenPlan } from '@stellwerk/mmm';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { mmmService } from '../mmm/service.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';
import { type GoalOptions, goalOf, measureOf, parseDay, withGoalOptions } from './budget-options.js';
import { withExamples } from './example.js';
import { parseName, parseUuid } from './options.js';

const EXAMPLE = 'b7d9f3c4-1111-5222-8333-444455550011';

interface ProposeCommand extends GoalOptions {
  readonly tenant: string;
  readonly model: string;
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

/** `budget propose | list | approve | reject | apply | rollback`: plans, from a model to what may be spent, and back. */
export function addBudgetCommands(program: Command, context: CliContext): void {
  const budget = program
    .command('budget')
    .description('budget plans: proposed by a model, allowed by people, applied and taken back');
  withExamples(
    withGoalOptions(
      budget
        .command('propose')
        .description(
          'propose the best plan within the budget policy; asks for an approval where the policy demands one',
        )
        .requiredOption('--tenant <tenant>', 'tenant', parseName)
        .option('--model <model>', 'model', parseName, 'default')
        .requiredOption('--from <day>', 'first day of the plan', parseDay)
        .requiredOption('--to <day>', 'last day of the plan', parseDay),
    )
      .option('--json', 'one JSON document')
      .action(async ({ tenant, model, from, to, limit: limits, group: groups, json, ...goal }: ProposeCommand) => {
        const mmm = await mmmService(context);
        const body = { tenant, model, from, to, goal: goalOf(goal), measure: measureOf(goal), limits, groups };
        const proposal = await mmm<ProposalView>({ method: 'POST', path: '/v1/plans', body });
        if (json) context.write(JSON.stringify(proposal));
        else for (const line of renderProposal(proposal)) context.write(line);
      }),
    'stellwerk budget propose --tenant demo --from 2026-11-30 --to 2026-12-27',
    'stellwerk budget propose --tenant demo --from 2026-11-30 --to 2026-12-27 --budget 5000 --limit "Display=200..600" --risk cvar:0.2',
  );
  withExamples(
    budget
      .command('list')
      .description('list proposals, the newest first, and the plan in force')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--json', 'one JSON document')
      .action(async ({ tenant, json }: { tenant: string; json?: boolean }) => {
        const mmm = await mmmService(context);
        const listed = await mmm<ListedPlans>({ path: '/v1/plans', query: { tenant } });
        if (json) context.write(JSON.stringify(listed));
        else for (const line of renderPlans(listed)) context.write(line);
      }),
    'stellwerk budget list --tenant demo',
  );
  for (const [name, decision] of [
    ['approve', 'approved'],
    ['reject', 'rejected'],
  ] as const) {
    withExamples(
      budget
        .command(name)
        .description(
          `${name} a proposal, in the name of the token; takes the role approver and another person than who asked`,
        )
        .argument('<proposal>', 'id of the proposal', parseUuid)
        .option('--comment <text>', 'why')
        .action(async (id: string, { comment }: { comment?: string }) => {
          const mmm = await mmmService(context);
          const { approvalId } = await mmm<ProposalView>({ path: `/v1/plans/${id}` });
          if (approvalId === undefined) return context.write(`${id} needs no approval`);
          const { decidedBy } = await ask<{ decidedBy: string }>(
            await findEndpoints(context.environment),
            'warehouse',
            {
              method: 'POST',
              path: `/v1/approvals/${approvalId}/decision`,
              body: { decision, ...(comment !== undefined && { comment }) },
            },
          );
          context.write(`${id} ${decision} by ${decidedBy}`);
        }),
      `stellwerk budget ${name} ${EXAMPLE} --comment "as discussed"`,
    );
  }
  withExamples(
    budget
      .command('apply')
      .description('put an approved proposal into force')
      .argument('<proposal>', 'id of the proposal', parseUuid)
      .action(async (id: string) => {
        const mmm = await mmmService(context);
        const path = `/v1/plans/${id}/application`;
        const { version, isNew } = await mmm<WrittenPlan>({ method: 'POST', path, body: {} });
        context.write(`${id} is version ${version} of the plan${isNew ? '' : ' already'}`);
      }),
    `stellwerk budget apply ${EXAMPLE}`,
  );
  withExamples(
    budget
      .command('rollback')
      .description('put the plan before the one in force into force again; once more takes that back')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .action(async ({ tenant }: { tenant: string }) => {
        const mmm = await mmmService(context);
        const { version, document } = await mmm<WrittenPlan>({
          method: 'POST',
          path: '/v1/budget-rollbacks',
          body: { tenant },
        });
        context.write(`version ${version} of the plan takes back version ${document.rolledBackFrom ?? '?'}`);
      }),
    'stellwerk budget rollback --tenant demo',
  );
}

const gapText = ({ kind, gap }: ProposalView['certificate']): string =>
  gap === null
    ? `how far from the best there is, is not known (${kind})`
    : `at most ${(100 * gap).toPrecision(2)} % below the best there is (${kind})`;

interface ListedPlans {
  readonly proposals: readonly ProposalView[];
  readonly inForce: { readonly version: number; readonly by: string; readonly at: string } | null;
}

const right = { align: 'right' as const };
const share = (value: number) => `${(100 * value).toFixed(0)} %`;

function renderProposal(proposal: ProposalView): string[] {
  const { channels, totals, value, currency, approvalId, certificate } = proposal;
  type Channel = (typeof channels)[number];
  const change = ({ current, proposed }: Pick<Channel, 'current' | 'proposed'>) =>
    Number(current) === 0 ? '' : `${(100 * (Number(proposed) / Number(current) - 1)).toFixed(1)} %`;
  const money = (amount: string) => formatNumber(Number(amount), 2);
  const rows = [...channels, { channel: 'sum', ...totals }];
  const { mean, low, high } = value.lift;
  return [
    `proposal ${proposal.proposalId}: ${proposal.model}, ${proposal.from} to ${proposal.to}${currency === null ? '' : `, ${currency}`}`,
    ...renderTable<Channel>(
      [
        { title: 'channel', text: ({ channel }) => channel },
        { title: 'today', ...right, text: ({ current }) => money(current) },
        { title: 'proposed', ...right, text: ({ proposed }) => money(proposed) },
        { title: 'change', ...right, text: change },
        {
          title: 'next unit pays',
          ...right,
          text: ({ probabilityMarginalAbove1: p }) => (p === undefined ? '' : share(p)),
        },
      ],
      rows,
    ),
    `lift ${formatNumber(mean, 1)} [${formatNumber(low, 1)}, ${formatNumber(high, 1)}] with 90 %; better than today with ${share(proposal.probabilityBetter)}; ` +
      `regret ${formatNumber(proposal.expectedRegret, 1)}; ${gapText(certificate)}`,
    approvalId === undefined
      ? `no approval is needed: stellwerk budget apply ${proposal.proposalId}`
      : `waits for another person: stellwerk budget approve ${proposal.proposalId}`,
  ];
}

function renderPlans({ proposals, inForce }: ListedPlans): string[] {
  return [
    ...renderTable(
      [
        {
          title: 'proposal',
          text: ({ proposalId, isInForce }: ProposalView) => `${proposalId}${isInForce ? ' *' : ''}`,
        },
        { title: 'model', text: ({ model }: ProposalView) => model },
        { title: 'from', text: ({ from }: ProposalView) => from },
        { title: 'to', text: ({ to }: ProposalView) => to },
        { title: 'money', ...right, text: ({ totals }: ProposalView) => totals.proposed },
        { title: 'better', ...right, text: ({ probabilityBetter }: ProposalView) => share(probabilityBetter) },
        { title: 'approval', text: ({ approval }: ProposalView) => approval },
        { title: 'by', text: ({ requestedBy }: ProposalView) => requestedBy },
      ],
      proposals,
    ),
    inForce === null
      ? 'no plan is in force'
      : `version ${inForce.version} is in force, written ${inForce.at} by ${inForce.by}; * is where it came from`,
  ];
}
