import type {
  CallApproval,
  CallApprovalRequest,
  CallApprovals,
  EffectChange,
  GatedTool,
  ToolResult,
} from '../gate/execution-ports.js';
import { ToolNotRun } from '../gate/execution-ports.js';
import type { JsonObject, Sink, ToolCall, ToolDefinition } from '../gate/tool.js';

const ANYTHING: Sink = { integrity: 'untrusted', clearance: 'secret' };
const DECISIVE: Sink = { integrity: 'trusted', clearance: 'secret' };

/** Texts that each argument of a tool must have. */
const texts =
  (...names: readonly string[]) =>
  (given: JsonObject): readonly string[] => [
    ...names.filter((name) => typeof given[name] !== 'string').map((name) => `${name} must be a text`),
    ...Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is not an argument`),
  ];

const define = (definition: Partial<ToolDefinition> & Pick<ToolDefinition, 'name' | 'problems'>): ToolDefinition => ({
  version: '1',
  description: definition.name,
  effect: 'write',
  sinks: {},
  defaultSink: ANYTHING,
  result: { integrity: 'trusted', confidentiality: 'internal', origins: [`tool:${definition.name}`] },
  maxCostMicros: 1_000,
  approval: 'never',
  isPlanned: false,
  ...definition,
});

/** A small shop with mailbox, address book, orders and mail: what happened stands in {@link effects}, whatever a gate says. */
export class ShopTools {
  /** Every effect there was, in order. */
  readonly effects: { readonly tool: string; readonly given: JsonObject; readonly key: string }[] = [];
  readonly refunded = new Set<string>();
  mailbox = '';
  /** Thrown before, or after, the effect of the next write. */
  failure: { readonly error: Error; readonly when: 'before' | 'after' } | undefined;

  readonly tools: ReadonlyMap<string, GatedTool> = new Map(
    [
      this.#read('read_mail', () => this.mailbox, 'untrusted', 'personal'),
      this.#read('address_book', () => 'Lager: lager@shop.example', 'endorsed', 'internal'),
      this.#read(
        'find_address',
        ({ name }) => `${String(name).toLowerCase()}@shop.example`,
        'endorsed',
        'internal',
        'name',
      ),
      this.#write(
        define({
          name: 'send_mail',
          problems: texts('to', 'body'),
          sinks: {
            to: { integrity: 'endorsed', clearance: 'personal' },
            body: { integrity: 'untrusted', clearance: 'personal' },
          },
          approval: 'when-untrusted',
        }),
      ),
      this.#write(
        define({
          name: 'publish_post',
          problems: texts('text'),
          sinks: { text: { integrity: 'untrusted', clearance: 'internal' } },
        }),
      ),
      this.#write(
        define({
          name: 'refund',
          isPlanned: true,
          problems: texts('order'),
          sinks: { order: DECISIVE },
          approval: 'when-untrusted',
          compensation: { tool: 'undo_refund', arguments: ({ order }) => ({ order }) },
        }),
      ),
      this.#write(define({ name: 'undo_refund', problems: texts('order') })),
      this.#write(define({ name: 'delete_customer', problems: texts('customer'), approval: 'always' })),
    ].map((tool) => [tool.definition.name, tool]),
  );

  #read(
    name: string,
    value: (given: JsonObject) => string,
    integrity: 'untrusted' | 'endorsed',
    confidentiality: 'personal' | 'internal',
    ...names: readonly string[]
  ): GatedTool {
    return {
      definition: define({
        name,
        problems: texts(...names),
        effect: 'read',
        result: { integrity, confidentiality, origins: [`tool:${name}`] },
      }),
      runner: { run: async (given) => ({ value: value(given), costMicros: 100 }), lookUp: async () => null },
    };
  }

  #write(definition: ToolDefinition): GatedTool {
    const { name } = definition;
    const apply = (given: JsonObject, key: string): ToolResult => {
      if (!this.effects.some((effect) => effect.key === key)) {
        this.effects.push({ tool: name, given, key });
        if (name === 'refund') this.refunded.add(String(given.order));
        if (name === 'undo_refund') this.refunded.delete(String(given.order));
      }
      return { value: 'ok', costMicros: 500 };
    };
    return {
      definition,
      runner: {
        run: async (given, key) => {
          const { failure } = this;
          this.failure = undefined;
          if (failure?.when === 'before') throw failure.error;
          const result = apply(given, key);
          if (failure) throw failure.error;
          return result;
        },
        dryRun: async (given): Promise<EffectChange[]> => [{ path: name, before: null, after: given }],
        lookUp: async (key) =>
          this.effects.some((effect) => effect.key === key) ? { value: 'ok', costMicros: 500 } : null,
      },
    };
  }
}

/** Approvals that a test decides. */
export class ScriptedApprovals implements CallApprovals {
  readonly asked: { readonly call: ToolCall; readonly digest: string; readonly changes: unknown }[] = [];
  readonly states = new Map<string, CallApproval>();

  async ask({ call, digest, changes }: CallApprovalRequest): Promise<CallApproval> {
    const known = this.states.get(digest);
    if (known) return known;
    const approval: CallApproval = { approvalId: digest, state: 'waiting' };
    this.asked.push({ call, digest, changes });
    this.states.set(digest, approval);
    return approval;
  }

  async find(_tenant: string, digest: string): Promise<CallApproval | undefined> {
    return this.states.get(digest);
  }

  decide(digest: string, state: CallApproval['state']): void {
    this.states.set(digest, { approvalId: digest, state });
  }
}

export { ToolNotRun };
