import type { ToolCall } from './tool.js';

/** What a switch stops. `tenant` alone = everything of the tenant; all absent = everything there is. */
export interface KillSwitch {
  readonly name: string;
  readonly tenant?: string;
  readonly tool?: string;
  readonly agent?: string;
  readonly model?: string;
  /** For people. */
  readonly reason: string;
}

/** Whether every part that the switch names is that of the call. */
const stops = (killSwitch: KillSwitch, { tool, caller }: Pick<ToolCall, 'tool' | 'caller'>): boolean =>
  (killSwitch.tenant === undefined || killSwitch.tenant === caller.tenant) &&
  (killSwitch.tool === undefined || killSwitch.tool === tool) &&
  (killSwitch.agent === undefined || killSwitch.agent === caller.agent) &&
  (killSwitch.model === undefined || killSwitch.model === caller.model);

/** The first switch that stops a call, by name, so that the answer does not depend on the order in which they came. */
export function stoppedBy(
  switches: Iterable<KillSwitch>,
  call: Pick<ToolCall, 'tool' | 'caller'>,
): KillSwitch | undefined {
  let first: KillSwitch | undefined;
  for (const killSwitch of switches) {
    if (stops(killSwitch, call) && (first === undefined || killSwitch.name < first.name)) first = killSwitch;
  }
  return first;
}
