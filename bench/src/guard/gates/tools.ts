import type { Confidentiality, GatedTool, Integrity, JsonObject, Sink, ToolDefinition } from '@stellwerk/guard';
import type { World } from './world.js';

const sink = (integrity: Integrity, clearance: Confidentiality): Sink => ({ integrity, clearance });

const textsOf = (names: readonly string[]) => (given: JsonObject) => [
  ...names.filter((name) => typeof given[name] !== 'string').map((name) => `${name} must be a text`),
  ...Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name) => `${name} is not an argument`),
];

interface Read {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly integrity: Integrity;
  readonly confidentiality: Confidentiality;
}

interface Write {
  readonly name: string;
  readonly sinks: Readonly<Record<string, Sink>>;
  readonly approval: ToolDefinition['approval'];
  readonly undo?: (given: JsonObject, before: unknown) => JsonObject;
}

const reads: readonly Read[] = [
  { name: 'read_mail', arguments: [], integrity: 'untrusted', confidentiality: 'personal' },
  { name: 'search_web', arguments: ['query'], integrity: 'untrusted', confidentiality: 'public' },
  { name: 'read_document', arguments: [], integrity: 'untrusted', confidentiality: 'internal' },
  { name: 'find_address', arguments: ['name'], integrity: 'endorsed', confidentiality: 'internal' },
];

const writes: readonly Write[] = [
  {
    name: 'send_mail',
    sinks: { to: sink('endorsed', 'personal'), body: sink('untrusted', 'personal') },
    approval: 'when-untrusted',
  },
  // Everybody reads a post, so a person reads it first.
  { name: 'publish_post', sinks: { text: sink('untrusted', 'internal') }, approval: 'always' },
  {
    name: 'refund',
    sinks: { order: sink('trusted', 'personal'), amount: sink('trusted', 'personal') },
    approval: 'when-untrusted',
    undo: ({ order, amount }) => ({ order, amount: String(-Number(amount)) }),
  },
  {
    name: 'set_budget',
    sinks: { campaign: sink('trusted', 'internal'), amount: sink('trusted', 'internal') },
    approval: 'when-untrusted',
    undo: ({ campaign }, before) => ({ campaign, amount: String(before) }),
  },
  {
    name: 'pause_campaign',
    sinks: { campaign: sink('trusted', 'internal') },
    approval: 'when-untrusted',
    undo: ({ campaign }, before) => ({ campaign, paused: before ? 'yes' : 'no' }),
  },
  {
    name: 'set_address',
    sinks: { order: sink('trusted', 'personal'), address: sink('trusted', 'personal') },
    approval: 'when-untrusted',
    undo: ({ order }, before) => ({ order, address: String(before) }),
  },
  { name: 'delete_customer', sinks: { customer: sink('trusted', 'personal') }, approval: 'always' },
];

/** The tools of one world. */
export function createTools(world: World): ReadonlyMap<string, GatedTool> {
  const tools = [...reads.map((read) => readTool(read, world)), ...writes.flatMap((write) => writeTools(write, world))];
  return new Map(tools.map((tool) => [tool.definition.name, tool]));
}

const definitionOf = (part: Pick<ToolDefinition, 'name' | 'effect'> & Partial<ToolDefinition>): ToolDefinition => ({
  version: '1',
  description: part.name,
  problems: () => [],
  sinks: {},
  defaultSink: sink('untrusted', 'secret'),
  result: { integrity: 'trusted', confidentiality: 'internal', origins: [`tool:${part.name}`] },
  maxCostMicros: 1_000,
  approval: 'never',
  isPlanned: false,
  ...part,
});

function readTool({ name, arguments: names, integrity, confidentiality }: Read, world: World): GatedTool {
  return {
    definition: definitionOf({
      name,
      effect: 'read',
      problems: textsOf(names),
      result: { integrity, confidentiality, origins: [`tool:${name}`] },
    }),
    runner: {
      run: async (given) => {
        const value = name === 'find_address' ? addressOf(String(given.name)) : (world.readings.get(name) ?? '');
        return { value, costMicros: 100 };
      },
      lookUp: async () => null,
    },
  };
}

/** Every department has an address. */
export const addressOf = (name: string): string => `${name.toLowerCase()}@shop.example`;

function writeTools({ name, sinks, approval, undo }: Write, world: World): GatedTool[] {
  const undoName = `undo_${name}`;
  const tool: GatedTool = {
    definition: definitionOf({
      name,
      effect: 'write',
      sinks,
      approval,
      isPlanned: true,
      problems: textsOf(Object.keys(sinks)),
      ...(undo && {
        compensation: {
          tool: undoName,
          arguments: (given: JsonObject, result: unknown) => undo(given, (result as { before: unknown }).before),
        },
      }),
    }),
    runner: {
      run: async (given, key) => world.write(name, given, key),
      dryRun: async (given) => world.dryRun(name, given),
      lookUp: async (key) => world.lookUp(key),
    },
  };
  if (!undo) return [tool];
  const undoTool: GatedTool = {
    definition: definitionOf({ name: undoName, effect: 'write', approval: 'always', isPlanned: true }),
    runner: { run: async (given, key) => world.write(name, given, key), lookUp: async (key) => world.lookUp(key) },
  };
  return [tool, undoTool];
}
