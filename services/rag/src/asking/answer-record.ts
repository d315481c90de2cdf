import { randomUUID } from 'node:crypto';
import { type Bus, toMessage } from '@stellwerk/bus';
import { guardDecided, type PayloadOf, ragAnswered } from '@stellwerk/contracts';
import type { TextCheck } from '@stellwerk/guard';
import type { Answer } from '../domain/answer.js';
import { citedSources } from './answer-attributes.js';
import type { Inquiry } from './inquiry.js';

const MAX_FLAGS = 100;
const MAX_FINDINGS = 200;

/** What is known of an answer beside itself. */
export interface AnswerFacts {
  readonly answerId: string;
  readonly flags: readonly string[];
  readonly milliseconds: number;
  /** Of all its searches; absent = nothing was searched. */
  readonly retrievalMilliseconds?: number;
  readonly firstSentenceMilliseconds?: number;
  readonly traceId: string | undefined;
}

/** Answers, and what the guard said of their questions, as events. */
export class AnswerRecord {
  constructor(
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly clock: () => Date,
    private readonly digest: (tenant: string, question: string) => string,
  ) {}

  /** Resolves when the answer is on record. */
  async write(inquiry: Inquiry, answer: Answer, facts: AnswerFacts): Promise<void> {
    const at = this.clock().toISOString();
    const { tenant } = inquiry.reader;
    const verdicts = (verdict: string) => answer.sentences.filter((sentence) => sentence.verdict === verdict).length;
    const payload: PayloadOf<typeof ragAnswered> = {
      answerId: facts.answerId,
      tenant,
      at,
      caller: inquiry.caller,
      door: inquiry.door,
      questionDigest: this.digest(tenant, inquiry.question),
      questionCharacters: inquiry.question.length,
      language: answer.language,
      abstained: answer.abstained,
      ...(answer.reason !== undefined && { reason: answer.reason }),
      confidence: Math.min(1, Math.max(0, answer.confidence)),
      sources: citedSources(answer).map(({ ranges, ...source }) => ({ ...source, ranges: ranges.slice(0, 100) })),
      hits: answer.hits.length,
      ...(answer.hits[0] && { bestScore: answer.hits[0].score }),
      sentences: {
        supported: verdicts('supported'),
        contradicted: verdicts('contradicted'),
        notFound: verdicts('not-found'),
      },
      model: answer.model,
      prompt: answer.prompt,
      generation: answer.generation,
      cache: answer.cache,
      inputTokens: answer.cost.inputTokens,
      outputTokens: answer.cost.outputTokens,
      ...(answer.cost.costMicros !== undefined && { costMicros: answer.cost.costMicros }),
      ...(answer.cost.currency !== undefined && { currency: answer.cost.currency }),
      flags: [...facts.flags].slice(0, MAX_FLAGS),
      milliseconds: Math.round(facts.milliseconds),
      ...(facts.retrievalMilliseconds !== undefined && {
        retrievalMilliseconds: Math.round(facts.retrievalMilliseconds),
      }),
      ...(facts.firstSentenceMilliseconds !== undefined && {
        firstSentenceMilliseconds: Math.round(facts.firstSentenceMilliseconds),
      }),
      ...(facts.traceId !== undefined && { traceId: facts.traceId }),
    };
    const envelope = { id: payload.answerId, time: at, source: 'rag', tenant };
    await this.bus.publish([toMessage(ragAnswered, payload, envelope)]);
  }

  /** What the guard found in a question; nothing is written where it found nothing. */
  async writeCheck(inquiry: Inquiry, check: TextCheck, microseconds: number): Promise<void> {
    if (check.verdict === 'allow' && check.findings.length === 0) return;
    const at = this.clock().toISOString();
    const { tenant } = inquiry.reader;
    const payload: PayloadOf<typeof guardDecided> = {
      decisionId: randomUUID(),
      tenant,
      at,
      subject: 'text',
      verdict: check.verdict,
      useCase: 'knowledge',
      provenance: 'user',
      tier: check.tier,
      characters: inquiry.question.length,
      findings: check.findings
        .slice(0, MAX_FINDINGS)
        .map(({ rule, category, score, layer, start, end }) => ({ rule, category, score, layer, start, end })),
      policy: check.policy,
      agent: inquiry.caller,
      microseconds: Math.round(microseconds),
    };
    await this.bus.publish([
      toMessage(guardDecided, payload, { id: payload.decisionId, time: at, source: 'rag', tenant }),
    ]);
  }
}
