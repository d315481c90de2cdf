import { type Approval, createApprovals, type DecisionRefusal } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { findEndpoints } from '../platform/endpoints.js';
import { withBus } from '../platform/with-bus.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';

const BECAUSE: Readonly<Record<DecisionRefusal, string>> = {
  unknown: 'there is no such request',
  decided: 'it has been decided already',
  expired: 'it has expired',
  'own-request': 'who asked for it may not approve it',
};

interface DecideCommand {
  readonly by: string;
  readonly comment?: string;
}

/** `approvals list | approve | reject`. */
export function addApprovalCommands(program: Command, context: CliContext): void {
  const approvals = program.command('approvals').description('what waits for a person to allow it');
  withExamples(
    approvals
      .command('list')
      .description('list requests, waiting ones first')
      .option('--json', 'one JSON document')
      .action(async ({ json }: { json?: boolean }) => {
        const found = await withApprovals(context, async (all) => [...all.list(context.now())]);
        const rows = found.sort((a, b) => Number(a.state !== 'waiting') - Number(b.state !== 'waiting'));
        if (json) context.write(JSON.stringify(rows));
        else for (const line of renderTable(COLUMNS, rows)) context.write(line);
      }),
    'stellwerk approvals list',
  );
  for (const [name, decision] of [
    ['approve', 'approved'],
    ['reject', 'rejected'],
  ] as const) {
    withExamples(
      approvals
        .command(name)
        .description(`${name} a request`)
        .argument('<id>', 'id of the request')
        .requiredOption('--by <name>', 'who decides; kept on record')
        .option('--comment <text>', 'why')
        .action((approvalId: string, options: DecideCommand) => decide(context, approvalId, decision, options)),
      `stellwerk approvals ${name} b7d9f3c4-1111-5222-8333-444455550002 --by anna`,
    );
  }
}

async function decide(
  context: CliContext,
  approvalId: string,
  decision: 'approved' | 'rejected',
  { by: decidedBy, comment }: DecideCommand,
): Promise<void> {
  await withApprovals(context, async (approvals) => {
    const now = context.now();
    const tenant = approvals.get(approvalId, now)?.request.tenant ?? 'unknown';
    const decidedAt = now.toISOString();
    const said = { approvalId, tenant, decision, decidedBy, decidedAt, ...(comment !== undefined && { comment }) };
    const refusal = await approvals.decide(said, now);
    if (refusal) throw new StellwerkError(errors.APPROVAL_REFUSED, { id: approvalId, because: BECAUSE[refusal] });
  });
  context.write(`${approvalId} ${decision}`);
}

async function withApprovals<Value>(
  context: CliContext,
  work: (approvals: Awaited<ReturnType<typeof createApprovals>>) => Promise<Value>,
): Promise<Value> {
  const { kafka } = await findEndpoints(context.environment);
  return withBus(kafka, async (bus) => {
    const approvals = await createApprovals(bus);
    try {
      await approvals.ready;
      return await work(approvals);
    } finally {
      await approvals.stop();
    }
  });
}

const COLUMNS = [
  { title: 'id', text: ({ request }: Approval) => request.approvalId },
  { title: 'state', text: ({ state }: Approval) => state },
  { title: 'tenant', text: ({ request }: Approval) => request.tenant },
  { title: 'action', text: ({ request }: Approval) => request.action },
  { title: 'summary', text: ({ request }: Approval) => request.summary },
  { title: 'by', text: ({ request }: Approval) => request.requestedBy },
];
