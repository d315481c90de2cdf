import type { GateReason } from './decision.js';
import { isAtLeast, isVisibleTo, type Label } from './label.js';
import type { TaskContext } from './task-context.js';
import type { Sink, ToolCall, ToolDefinition } from './tool.js';

/** Arguments whose value is not trusted enough to decide or too confidential to leave, steps that nobody planned, and the task's label. */
export interface FlowReport {
  readonly label: Label;
  readonly reasons: readonly GateReason[];
  /** Whether a person could vouch for what is wrong: yes for integrity, never for confidentiality. */
  readonly isEndorsable: boolean;
}

/**
 * Compares every argument with the sink it goes to, and the call with the plan. Confidentiality is that of everything the agent has read: a body that "only"
 * summarises a customer's letter holds it all the same.
 */
export function checkFlow(tool: ToolDefinition, call: ToolCall, context: TaskContext): FlowReport {
  const reasons: GateReason[] = [];
  let isEndorsable = true;
  for (const [argument, value] of Object.entries(call.arguments)) {
    const sink: Sink = Object.hasOwn(tool.sinks, argument)
      ? (tool.sinks[argument] ?? tool.defaultSink)
      : tool.defaultSink;
    const label = context.labelOf(value);
    if (!isAtLeast(label.integrity, sink.integrity)) {
      reasons.push({
        check: 'flow',
        code: 'flow.integrity',
        argument,
        text: `${argument} of ${tool.name} must be ${sink.integrity}; the value is ${label.integrity}`,
      });
    }
    if (!isVisibleTo(label.confidentiality, sink.clearance)) {
      isEndorsable = false;
      reasons.push({
        check: 'flow',
        code: 'flow.confidentiality',
        argument,
        text: `${argument} of ${tool.name} may carry what is ${sink.clearance}; the task has read what is ${label.confidentiality}`,
      });
    }
  }
  if (tool.isPlanned && context.label.integrity === 'untrusted' && !context.steps.has(tool.name, call.arguments)) {
    const text = `${tool.name} with these arguments was not planned before the task read what is untrusted`;
    reasons.push({ check: 'flow', code: 'flow.unplanned', text });
  }
  return { label: context.label, reasons, isEndorsable };
}
