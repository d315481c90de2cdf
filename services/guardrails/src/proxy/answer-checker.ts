import type { Verdict } from '@stellwerk/guard';
import type { TextCheck, TextGuard } from '../text/text-guard.js';
import { type TextChecked, timedCheck } from './checked-messages.js';
import { SentenceBuffer } from './sentence-buffer.js';

const MAX_REMEMBERED = 262_144;
const ORDER: readonly Verdict[] = ['allow', 'flag', 'repair', 'block'];

/** The stricter of two verdicts. */
export const stricter = (left: Verdict, right: Verdict): Verdict =>
  ORDER.indexOf(left) >= ORDER.indexOf(right) ? left : right;

/**
 * Checks an answer sentence by sentence as it comes. A sentence goes on only when it has been checked, and nothing goes on after one
 * that is blocked.
 */
export class AnswerChecker {
  readonly #buffer = new SentenceBuffer();
  #verdict: Verdict = 'allow';
  /** What went on, as far as a notice may stand in it. */
  #passed = '';
  readonly checks: TextChecked[] = [];

  constructor(
    private readonly guard: TextGuard,
    private readonly scope: Pick<TextCheck, 'tenant' | 'useCase' | 'prompts'>,
    private readonly stopwatch: () => number,
  ) {}

  /** The strictest verdict so far. */
  get verdict(): Verdict {
    return this.#verdict;
  }

  get isBlocked(): boolean {
    return this.#verdict === 'block';
  }

  /** Takes a piece of the answer; gives what may go on. */
  async push(piece: string): Promise<string> {
    let checked = '';
    for (const sentence of this.#buffer.push(piece)) checked += await this.#check(sentence);
    return checked;
  }

  /** The rest of the answer, with the notice that it needs. */
  async end(): Promise<string> {
    const rest = this.#buffer.flush();
    const checked = rest === '' ? '' : await this.#check(rest);
    const { tenant, useCase } = this.scope;
    return this.isBlocked || this.#passed === '' ? checked : checked + this.guard.notice(tenant, useCase, this.#passed);
  }

  /** A text of the answer that is no sentence, such as the arguments of a call. @returns whether it may go on */
  async accepts(text: string): Promise<boolean> {
    const passed = this.#passed;
    await this.#check(text);
    this.#passed = passed;
    return !this.isBlocked;
  }

  async #check(text: string): Promise<string> {
    if (this.isBlocked) return '';
    const { tenant, useCase, prompts } = this.scope;
    const check = { tenant, useCase, provenance: 'output', text, isPart: true, ...(prompts && { prompts }) } as const;
    const checked = await timedCheck(this.guard, check, this.stopwatch);
    const { verdict } = checked;
    this.checks.push(checked);
    this.#verdict = stricter(this.#verdict, verdict.verdict);
    if (verdict.verdict === 'block') return '';
    if (this.#passed.length < MAX_REMEMBERED) this.#passed += verdict.text;
    return verdict.text;
  }
}
