import type { ExecutionJournal, GatedTool, JournalEntry } from './execution-ports.js';

/** What became of one call of a task that is taken back. */
export interface CompensationStep {
  readonly callId: string;
  readonly tool: string;
  readonly outcome: 'compensated' | 'nothing-to-do' | 'impossible' | 'failed' | 'unknown';
  readonly problem?: string;
}

/**
 * Takes a task back: calls with an effect are compensated from the last to the first (Garcia-Molina & Salem, Sagas, 1987). It is an
 * operator's act and passes no gate, so a kill switch does not stop it. Repeating it does nothing twice; a step that fails does not
 * keep the others from being taken back, and is reported.
 */
export async function compensateTask(
  journal: ExecutionJournal,
  tools: (name: string) => GatedTool | undefined,
  task: { readonly tenant: string; readonly taskId: string },
  signal: AbortSignal,
): Promise<readonly CompensationStep[]> {
  const entries = [...(await journal.ofTask(task.tenant, task.taskId))].sort((a, b) => b.sequence - a.sequence);
  const steps: CompensationStep[] = [];
  for (const entry of entries) steps.push(await compensate(journal, tools, entry, signal));
  return steps;
}

async function compensate(
  journal: ExecutionJournal,
  tools: (name: string) => GatedTool | undefined,
  entry: JournalEntry,
  signal: AbortSignal,
): Promise<CompensationStep> {
  const { callId, tool: name, tenant, state, result } = entry;
  const step = (outcome: CompensationStep['outcome'], problem?: string): CompensationStep => ({
    callId,
    tool: name,
    outcome,
    ...(problem !== undefined && { problem }),
  });
  if (state === 'compensated') return step('compensated');
  if (state === 'not-run') return step('nothing-to-do');
  const tool = tools(name);
  if (tool?.definition.effect === 'read') return step('nothing-to-do');
  if (state !== 'done') return step('unknown', 'whether the call had an effect is not known');
  const compensation = tool?.definition.compensation;
  const undo = compensation && tools(compensation.tool);
  if (!compensation || !undo) return step('impossible', 'the tool has no compensation');
  try {
    // Its own key: the compensation, too, happens once.
    await undo.runner.run(compensation.arguments(entry.arguments, result?.value), `undo/${entry.digest}`, signal);
  } catch (error) {
    return step('failed', error instanceof Error ? error.message : String(error));
  }
  await journal.end(tenant, callId, 'compensated', result);
  return step('compensated');
}
