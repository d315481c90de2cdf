import { randomUUID } from 'node:crypto';
import type { Attributes } from '@opentelemetry/api';
import { type Bus, toMessage } from '@stellwerk/bus';
import { modelCalled, type PayloadOf } from '@stellwerk/contracts';
import type { Finding, Verdict } from '@stellwerk/guard';
import { type Cost, genAi, openInference, stellwerkAttributes } from '@stellwerk/models';
import { type DecisionLog, toldFindings } from '../gates/decision-log.js';
import { stricter } from './answer-checker.js';
import type { ChatCaller } from './chat-proxy.js';
import type { Usage } from './chat-response.js';
import type { TextChecked } from './checked-messages.js';
import type { Answered } from './model-routes.js';

const MAX_RULES = 100;

/** What is known of a call when it ends. */
export class ChatEnd {
  outcome: PayloadOf<typeof modelCalled>['outcome'] = 'answered';
  verdict: Verdict = 'allow';
  usage: Usage | undefined;
  cost: Cost | null = null;
  answered: Pick<Answered, 'model' | 'baseUrl'> | undefined;
  firstTokenMs: number | undefined;
  /** Of the span of the call; absent where nobody keeps it. */
  traceId: string | undefined;
  readonly #rules = new Set<string>();

  constructor(readonly startedAtMs: number) {}

  get rules(): readonly string[] {
    return [...this.#rules].sort().slice(0, MAX_RULES);
  }

  sees(findings: readonly Finding[], verdict: Verdict): void {
    for (const { rule } of findings) this.#rules.add(rule);
    this.verdict = stricter(this.verdict, verdict);
  }

  answeredBy({ model, baseUrl }: Answered): void {
    this.answered = { model, baseUrl };
  }

  firstTokenAt(nowMs: number): void {
    this.firstTokenMs ??= nowMs - this.startedAtMs;
  }

  used(usage: Usage, cost: Cost | null): void {
    this.usage = usage;
    this.cost = cost;
  }

  /** For the span: names of the OpenTelemetry GenAI conventions, and of OpenInference where those have none. */
  attributes(): Attributes {
    return {
      [genAi.inputTokens]: this.usage?.prompt_tokens ?? 0,
      [genAi.outputTokens]: this.usage?.completion_tokens ?? 0,
      'stellwerk.guard.verdict': this.verdict,
      'stellwerk.guard.rules': [...this.rules],
      ...(this.answered && {
        [genAi.provider]: new URL(this.answered.baseUrl).host,
        [genAi.responseModel]: this.answered.model,
      }),
      ...(this.cost && {
        [stellwerkAttributes.costMicros]: this.cost.micros,
        [stellwerkAttributes.costCurrency]: this.cost.currency,
        [openInference.costTotal]: this.cost.micros / 1e6,
      }),
    };
  }
}

/** Calls of models and decisions about their texts as events. */
export class ChatRecord {
  constructor(
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly decisions: Pick<DecisionLog, 'write'>,
    private readonly clock: () => Date,
  ) {}

  async writeChecks({ tenant, useCase, caller }: ChatCaller, checks: readonly TextChecked[]): Promise<void> {
    // What was let through without a finding stands in the record of the call.
    const told = checks.filter(({ verdict }) => verdict.verdict !== 'allow' || verdict.findings.length > 0);
    if (told.length === 0) return;
    await this.decisions.write(
      told.map(({ provenance, characters, verdict, microseconds }) => ({
        tenant,
        subject: 'text' as const,
        verdict: verdict.verdict,
        useCase,
        provenance,
        tier: verdict.tier,
        characters,
        findings: toldFindings(verdict.findings),
        policy: verdict.policy,
        agent: caller,
        microseconds,
      })),
    );
  }

  async write(who: ChatCaller, model: string, end: ChatEnd, nowMs: number): Promise<void> {
    const at = this.clock().toISOString();
    const { usage, cost, answered, firstTokenMs, traceId } = end;
    const payload: PayloadOf<typeof modelCalled> = {
      callId: randomUUID(),
      tenant: who.tenant,
      at,
      operation: 'chat',
      useCase: who.useCase,
      caller: who.caller,
      ...(who.user !== undefined && { user: who.user }),
      model,
      ...(answered && { answeredBy: answered.model, provider: new URL(answered.baseUrl).host }),
      inputTokens: usage?.prompt_tokens ?? 0,
      outputTokens: usage?.completion_tokens ?? 0,
      ...(usage?.prompt_tokens_details?.cached_tokens !== undefined && {
        cachedInputTokens: usage.prompt_tokens_details.cached_tokens,
      }),
      ...(cost && { costMicros: cost.micros, currency: cost.currency }),
      cacheHit: false,
      verdict: end.verdict,
      rules: [...end.rules],
      outcome: end.outcome,
      milliseconds: Math.max(0, Math.round(nowMs - end.startedAtMs)),
      ...(firstTokenMs !== undefined && { firstTokenMilliseconds: Math.max(0, Math.round(firstTokenMs)) }),
      ...(traceId !== undefined && { traceId }),
    };
    const envelope = { id: payload.callId, time: at, source: 'guardrails', tenant: who.tenant };
    await this.bus.publish([toMessage(modelCalled, payload, envelope)]);
  }
}
