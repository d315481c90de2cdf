import type { Approval } from '@stellwerk/bus';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';

const PATH = '/v1/approvals';

/** `approvals list | approve | reject`: in the name of the token that asks. */
export function addApprovalCommands(program: Command, context: CliContext): void {
  const approvals = program.command('approvals').description('what waits for a person to allow it');
  withExamples(
    approvals
      .command('list')
      .description('list requests, waiting ones first')
      .option('--json', 'one JSON document')
      .action(async ({ json }: { json?: boolean }) => {
        const endpoints = await findEndpoints(context.environment);
        const { approvals: found } = await ask<{ approvals: Approval[] }>(endpoints, 'warehouse', { path: PATH });
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
        .description(`${name} a request, in the name of the token; takes the role approver`)
        .argument('<id>', 'id of the request')
        .option('--comment <text>', 'why')
        .action(async (approvalId: string, { comment }: { comment?: string }) => {
          const { decidedBy } = await ask<{ decidedBy: string }>(
            await findEndpoints(context.environment),
            'warehouse',
            {
              method: 'POST',
              path: `${PATH}/${encodeURIComponent(approvalId)}/decision`,
              body: { decision, ...(comment !== undefined && { comment }) },
            },
          );
          context.write(`${approvalId} ${decision} by ${decidedBy}`);
        }),
      `stellwerk approvals ${name} b7d9f3c4-1111-5222-8333-444455550002 --comment "as discussed"`,
    );
  }
}

const COLUMNS = [
  { title: 'id', text: ({ request }: Approval) => request.approvalId },
  { title: 'state', text: ({ state }: Approval) => state },
  { title: 'tenant', text: ({ request }: Approval) => request.tenant },
  { title: 'action', text: ({ request }: Approval) => request.action },
  { title: 'summary', text: ({ request }: Approval) => request.summary },
  { title: 'by', text: ({ request }: Approval) => request.requestedBy },
];
