import { type DeepCheck, withoutDeep } from '@stellwerk/guard';
import type { FastTextGuard } from './fast-text-guard.js';
import type { TextCheck, TextGuard, TextVerdict } from './text-guard.js';

type DeepChecker = (check: DeepCheck) => Promise<TextVerdict>;

/**
 * The fast tier, and the deep tier where the policy asks for it. Where it is asked for and does not answer, the fast verdict
 * stands with a finding that says so.
 */
export class TieredTextGuard implements TextGuard {
  /** @param deep Absent = this service has no models. */
  constructor(
    private readonly fast: FastTextGuard,
    private readonly deep: DeepChecker | undefined,
  ) {}

  async check(check: TextCheck): Promise<TextVerdict> {
    const { policy, checked } = this.fast.checkUnderPolicy(check);
    if (!checked.wantsDeep) return checked;
    const asked: DeepCheck = { text: check.text, provenance: check.provenance, policy, fast: checked };
    return this.deep ? this.deep(asked) : withoutDeep(asked, 'no models are configured (STELLWERK_MODELS_URL)');
  }

  notice(tenant: string, useCase: string, answer: string): string {
    return this.fast.notice(tenant, useCase, answer);
  }
}
