import { createControlTable, createKafkaBus } from '@stellwerk/bus';
import {
  compileGrants,
  Gate,
  type KillSwitch,
  TaskContext,
  type ToolCall,
  type ToolDefinition,
} from '@stellwerk/guard';

/** How often a call is decided: an agent that never rests. */
const EVERY_MS = 1;

const tool: ToolDefinition = {
  name: 'refund',
  version: '1',
  description: 'refund',
  effect: 'write',
  problems: () => [],
  sinks: {},
  defaultSink: { integrity: 'untrusted', clearance: 'secret' },
  result: { integrity: 'trusted', confidentiality: 'internal', origins: [] },
  maxCostMicros: 0,
  approval: 'never',
  isPlanned: false,
};

const call: ToolCall = {
  callId: 'call',
  tool: tool.name,
  arguments: {},
  caller: { tenant: 'bench', agent: 'a', model: 'm', roles: [], taskKind: 'k', taskId: 't', user: 'u' },
};

/**
 * A process that holds the control documents as every service does, and decides calls all the time: tells its parent at which time of
 * day a decision first was another than before, and by which version of the switch.
 */
const [brokers = ''] = process.argv.slice(2);
const bus = createKafkaBus({
  brokers: brokers.split(','),
  clientId: `watcher-${process.pid}`,
  onFatal: (error) => {
    throw error;
  },
});
const control = await createControlTable(bus);
await control.ready;
const grants = compileGrants('bench', 'permit(principal, action, resource);');
const switches = (): KillSwitch[] =>
  control
    .all('kill-switch')
    .filter(({ spec }) => spec.on)
    .map(({ name, spec: { reason } }) => ({ name, reason }));
const gate = new Gate({
  tool: () => tool,
  killSwitches: switches,
  grants: () => grants,
  limits: () => ({ rates: [], budgets: [] }),
});
const context = new TaskContext();

let before = 'allow';
const timer = setInterval(() => {
  const { kind } = gate.decide(call, context, Date.now());
  if (kind === before) return;
  before = kind;
  const version = control.get('kill-switch', 'platform', 'bench')?.version ?? 0;
  process.send?.({ version, atMs: performance.timeOrigin + performance.now() });
}, EVERY_MS);
process.send?.({ ready: true });

process.on('disconnect', () => {
  clearInterval(timer);
  void control
    .stop()
    .then(() => bus.close())
    .then(() => process.exit(0));
});
