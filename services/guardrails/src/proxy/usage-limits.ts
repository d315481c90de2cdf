import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { Budgets, type Caller, stoppedBy, TokenBuckets } from '@stellwerk/guard';
import { errors } from '../errors.js';
import type { ControlRules } from '../gates/control-rules.js';
import type { ChatCaller } from './chat-proxy.js';
import type { ChatRequest } from './chat-request.js';
import type { Usage } from './chat-response.js';

/** Where no table says, a token is about so many characters of German or English. */
const CHARACTERS_PER_TOKEN = 4;
const MINUTE_MS = 60_000;

/**
 * Switches and limits of calls of models. A call is let in by what it is expected to take, and booked by what it took, so that one call
 * may exceed a limit and the next waits for it.
 */
export class UsageLimits {
  readonly #buckets = new TokenBuckets();
  readonly #budgets = new Budgets();

  constructor(
    private readonly rules: Pick<ControlRules, 'killSwitches' | 'limits'>,
    private readonly control: Pick<ControlTable, 'all'>,
  ) {}

  /** @throws GRS_STOPPED, GRS_LIMIT_REACHED */
  enter(who: ChatCaller, request: ChatRequest, nowMs: number): void {
    const caller = callerOf(who, request.model);
    const stopped = stoppedBy(this.rules.killSwitches(), { tool: '', caller });
    if (stopped) throw new StellwerkError(errors.STOPPED, { killSwitch: stopped.name, reason: stopped.reason });
    const { rates, budgets } = this.rules.limits(caller);
    for (const limit of budgets) {
      const { micros, calls } = this.#budgets.used(limit, nowMs);
      if (micros >= limit.maxMicros || calls >= limit.maxCalls)
        throw new StellwerkError(errors.LIMIT_REACHED, { limit: limit.account });
    }
    const wishes = [
      ...rates.map(({ name, rate }) => ({ name, rate, cost: 1 })),
      ...this.#tokenRates(who).map(({ name, rate }) => ({
        name,
        rate,
        cost: Math.min(expectedTokens(request), rate.burst),
      })),
    ];
    const waitMs = this.#buckets.takeAll(wishes, nowMs);
    if (waitMs > 0) throw new StellwerkError(errors.LIMIT_REACHED, { limit: `rate of ${who.tenant}` });
    // The call counts now; what it costs is known when it ends.
    this.#budgets.book({ limits: budgets, micros: 0, atMs: nowMs, calls: 1 });
  }

  /** Books what a call took beyond what it was let in with. */
  paid(who: ChatCaller, usage: Usage, micros: number, nowMs: number): void {
    const { budgets } = this.rules.limits(callerOf(who, ''));
    this.#budgets.book({ limits: budgets, micros, atMs: nowMs, calls: 0 });
    for (const { name, rate } of this.#tokenRates(who))
      this.#buckets.charge(name, rate, usage.completion_tokens, nowMs);
  }

  #tokenRates({ tenant, user, caller }: ChatCaller) {
    const subjects = { tenant: '', user: `/user/${user ?? ''}`, agent: `/agent/${caller}`, task: null };
    return this.control.all('usage-limit').flatMap(({ tenant: of, name, spec: { per, tokensPerMinute } }) => {
      const subject = subjects[per];
      if (of !== tenant || tokensPerMinute === undefined || subject === null) return [];
      const rate = { perSecond: (tokensPerMinute * 1_000) / MINUTE_MS, burst: tokensPerMinute };
      return [{ name: `tokens/${tenant}${subject}#${name}`, rate }];
    });
  }
}

const callerOf = ({ tenant, useCase, caller, user }: ChatCaller, model: string): Caller => ({
  tenant,
  agent: caller,
  model,
  roles: [],
  taskKind: useCase,
  taskId: '',
  user: user ?? '',
});

/** Of the request; the answer is booked when it is known. */
function expectedTokens({ messages }: ChatRequest): number {
  const characters = messages.reduce((sum, { content }) => sum + JSON.stringify(content ?? '').length, 0);
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}
