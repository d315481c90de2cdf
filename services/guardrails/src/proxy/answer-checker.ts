import type { Verdict } from '@stellwerk/guard';
import type { TextGuard, TextVerdict } from '../text/text-guard.js';
import { SentenceBuffer } from './sentence-buffer.js';

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
  readonly checks: { readonly characters: number; readonly verdict: TextVerdict }[] = [];

  constructor(
    private readonly guard: TextGuard,
    private readonly scope: { readonly tenant: string; readonly useCase: string; readonly sources?: readonly string[] },
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

  /** The rest of the answer. */
  async end(): Promise<string> {
    const rest = this.#buffer.flush();
    return rest === '' ? '' : this.#check(rest);
  }

  /** A text of the answer that is no sentence, such as the arguments of a call. @returns whether it may go on */
  async accepts(text: string): Promise<boolean> {
    await this.#check(text);
    return !this.isBlocked;
  }

  async #check(text: string): Promise<string> {
    if (this.isBlocked) return '';
    const verdict = await this.guard.check({ ...this.scope, provenance: 'output', text });
    this.checks.push({ characters: text.length, verdict });
    this.#verdict = stricter(this.#verdict, verdict.verdict);
    return verdict.verdict === 'block' ? '' : verdict.text;
  }
}
