import { StellwerkError } from '@stellwerk/contracts';
import { createPseudonymiser, redact } from '@stellwerk/guard';
import { errors } from '../errors.js';
import { type DecisionLog, toldFindings } from '../gates/decision-log.js';
import type { CheckAnswer, CheckLine, RedactAnswer, RedactLine } from './lines.js';
import type { TextGuard } from './text-guard.js';

/** Who asks, and for what. */
export interface CheckScope {
  readonly tenant: string;
  readonly useCase: string;
  readonly caller: string;
}

/** Checks and redactions of texts over HTTP; decisions that found something are on record. */
export class TextChecks {
  constructor(
    private readonly guard: TextGuard,
    private readonly decisions: Pick<DecisionLog, 'write'>,
    private readonly now: () => number,
    private readonly pseudonymKey: Uint8Array | undefined,
  ) {}

  async check({ tenant, useCase, caller }: CheckScope, lines: readonly CheckLine[]): Promise<CheckAnswer[]> {
    const answers: CheckAnswer[] = [];
    const decisions: Parameters<DecisionLog['write']>[0][number][] = [];
    for (const { id, text, provenance, sources } of lines) {
      const startedMs = this.now();
      const {
        verdict,
        tier,
        findings,
        policy,
        sentences,
        text: checked,
      } = await this.guard.check({
        tenant,
        useCase,
        provenance,
        text,
        ...(sources && { sources }),
      });
      answers.push({
        ...(id !== undefined && { id }),
        verdict,
        tier,
        policy,
        findings,
        ...(sentences.length > 0 && { sentences }),
        ...(checked !== text && { text: checked }),
      });
      if (verdict === 'allow' && findings.length === 0) continue;
      decisions.push({
        tenant,
        subject: 'text',
        verdict,
        useCase,
        provenance,
        tier,
        characters: text.length,
        findings: toldFindings(findings),
        policy,
        agent: caller,
        microseconds: Math.round((this.now() - startedMs) * 1_000),
      });
    }
    if (decisions.length > 0) await this.decisions.write(decisions);
    return answers;
  }

  /** @throws GRS_PSEUDONYM_KEY_MISSING */
  redact(tenant: string, { id, text, action, actions = {}, case: caseId = 'tenant' }: RedactLine): RedactAnswer {
    const wantsPseudonyms = [action, ...Object.values(actions)].includes('pseudonymise');
    if (wantsPseudonyms && !this.pseudonymKey) throw new StellwerkError(errors.PSEUDONYM_KEY_MISSING);
    const { text: redacted, entities } = redact(text, {
      action,
      actions,
      ...(wantsPseudonyms &&
        this.pseudonymKey && {
          pseudonymiser: createPseudonymiser({ key: this.pseudonymKey, caseId: `${tenant}/${caseId}` }),
        }),
    });
    return {
      ...(id !== undefined && { id }),
      text: redacted,
      entities: entities.map((entity) => ({
        type: entity.type,
        start: entity.start,
        end: entity.end,
        score: entity.score,
        action: entity.action,
      })),
    };
  }
}
