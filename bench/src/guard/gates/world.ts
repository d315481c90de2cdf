import type { EffectChange, JsonObject, ToolResult } from '@stellwerk/guard';

/** Something that happened. The simulator writes it where it happens; whether a gate allowed it is not asked. */
export interface Effect {
  readonly tool: string;
  readonly given: JsonObject;
  readonly key: string;
}

/** State that tools change, as plain data, so that two states can be compared. */
export interface WorldState {
  readonly refunds: Record<string, number>;
  readonly budgets: Record<string, number>;
  readonly paused: Record<string, boolean>;
  readonly addresses: Record<string, string>;
}

/** A shop with orders, campaigns and a mailbox. All that its tools do stands in {@link effects}. */
export class World {
  readonly effects: Effect[] = [];
  readonly state: WorldState;
  /** What reading tools give, by tool. */
  readonly readings = new Map<string, string>();
  readonly #byKey = new Map<string, ToolResult>();

  constructor(start: WorldState) {
    this.state = structuredClone(start);
  }

  snapshot(): string {
    // A refund of 0 and no refund are the same state.
    const parts = Object.entries(this.state).map(([name, part]) => [
      name,
      Object.entries(part).filter(([, value]) => value),
    ]);
    return JSON.stringify(parts.map(([name, part]) => [name, [...(part ?? [])].sort()]));
  }

  /** Does something once per key, and says what was there before, so that it can be undone. */
  write(tool: string, given: JsonObject, key: string): ToolResult {
    const done = this.#byKey.get(key);
    if (done) return done;
    this.effects.push({ tool, given, key });
    const result = { value: { before: this.#apply(tool, given) }, costMicros: 400 };
    this.#byKey.set(key, result);
    return result;
  }

  lookUp(key: string): ToolResult | null {
    return this.#byKey.get(key) ?? null;
  }

  dryRun(tool: string, given: JsonObject): EffectChange[] {
    return [{ path: tool, before: this.#current(tool, given), after: given }];
  }

  #current(tool: string, given: JsonObject): unknown {
    const { order, campaign } = given as Record<string, string>;
    if (tool === 'refund') return this.state.refunds[order ?? ''] ?? 0;
    if (tool === 'set_budget') return this.state.budgets[campaign ?? ''] ?? 0;
    if (tool === 'pause_campaign') return this.state.paused[campaign ?? ''] ?? false;
    if (tool === 'set_address') return this.state.addresses[order ?? ''] ?? '';
    return null;
  }

  #apply(tool: string, given: JsonObject): unknown {
    const before = this.#current(tool, given);
    const { order = '', campaign = '', address = '' } = given as Record<string, string>;
    if (tool === 'refund') this.state.refunds[order] = Number(before) + Number(given.amount);
    else if (tool === 'set_budget') this.state.budgets[campaign] = Number(given.amount);
    else if (tool === 'pause_campaign') this.state.paused[campaign] = given.paused !== 'no';
    else if (tool === 'set_address') this.state.addresses[order] = address;
    return before;
  }
}
