import { budgetPlanSpec, controlDocument, type PayloadOf } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { budgetPlans } from '../results-tables.js';
import { rowOf, type TableRow } from '../table.js';
import { tenants } from '../tables.js';
import { dayCell, instantCell } from '../values.js';

type Document = PayloadOf<typeof controlDocument>;

/** What a tenant's documents say of it and of its budget, for queries; other kinds of documents are kept raw alone. */
export const controlDocumentMapper = defineMapper(controlDocument, (document) => {
  if (document.kind === 'tenant') return [tenantRow(document)];
  if (document.kind === 'budget-plan') return planRows(document);
  return [];
});

function tenantRow({ tenant, version, spec }: Document): TableRow {
  // Whoever governs has checked it; a withdrawn document says nothing any more.
  const text = (field: string) => (typeof spec?.[field] === 'string' ? spec[field] : '');
  return rowOf(tenants, {
    tenant,
    display_name: text('displayName'),
    currency: text('currency'),
    timezone: text('timezone'),
    region: text('region'),
    version,
  });
}

/** A plan as one row per line. One that does not fit its kind governs nothing, and a withdrawn one has no lines. */
function planRows({ tenant, name, version, spec, by, at }: Document): TableRow[] {
  const parsed = budgetPlanSpec.safeParse(spec);
  if (!parsed.success) return [];
  const { plan, previous, rolledBackFrom } = parsed.data;
  return plan.lines.map(({ channel, geo, week, amount }) =>
    rowOf(budgetPlans, {
      tenant,
      name,
      version,
      written_at: instantCell(at, 'at'),
      written_by: by,
      proposal_id: plan.proposalId ?? null,
      approval_id: plan.approvalId ?? null,
      replaces: previous?.version ?? 0,
      rolled_back_from: rolledBackFrom ?? 0,
      plan_from: dayCell(plan.from, 'spec.plan.from'),
      plan_to: dayCell(plan.to, 'spec.plan.to'),
      currency: plan.currency ?? '',
      channel,
      geo: geo ?? '',
      week: week === undefined ? '1970-01-01' : dayCell(week, 'spec.plan.lines.week'),
      amount,
    }),
  );
}
