import type { Gate, GateRules, JournalEntry } from '@stellwerk/guard';

const DAY_MS = 86_400_000;

/**
 * Books today's calls again, so that a restart does not give a tenant its budget a second time. What a call cost that did not end is not
 * known and counts as the most it may cost. Tasks do not outlive the process, and neither do their accounts.
 */
export function restoreBudgets(
  gate: Gate,
  rules: GateRules,
  journal: { since(atMs: number): Iterable<JournalEntry> },
  nowMs: number,
): void {
  for (const { caller, tool, state, result, atMs } of journal.since(Math.floor(nowMs / DAY_MS) * DAY_MS)) {
    if (state === 'not-run') continue;
    const most = rules.tool(tool, caller.tenant)?.maxCostMicros ?? 0;
    const micros = result?.costMicros ?? most;
    const limits = rules.limits(caller).budgets.filter(({ windowMs }) => windowMs !== null);
    gate.budgets.book({ limits, micros, atMs, calls: 1 });
  }
}
