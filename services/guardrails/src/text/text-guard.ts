import type { Finding, Provenance, SentenceVerdict, Verdict } from '@stellwerk/guard';

/** What a text is checked for. */
export interface TextCheck {
  readonly tenant: string;
  readonly useCase: string;
  readonly provenance: Provenance;
  readonly text: string;
  /** Texts that an answer must be covered by; absent = claims are not compared. */
  readonly sources?: readonly string[];
  /** Texts that an answer must not quote: what the model was given in confidence. */
  readonly prompts?: readonly string[];
  /** A sentence of an answer whose end is yet to come. */
  readonly isPart?: boolean;
}

export interface TextVerdict {
  readonly verdict: Verdict;
  readonly tier: string;
  readonly findings: readonly Finding[];
  /** Sentences that do not pass, of answers, documents and outputs of tools. */
  readonly sentences: readonly SentenceVerdict[];
  /** The text to use in place of the one given; the same where nothing was repaired. */
  readonly text: string;
  /** Name and version of the policy that decided. */
  readonly policy: string;
}

/** The guard of texts as the service sees it. */
export interface TextGuard {
  check(check: TextCheck): Promise<TextVerdict>;
  /** What has to be put at the end of a finished answer, such as that it comes from a machine; empty where nothing has. */
  notice(tenant: string, useCase: string, answer: string): string;
}
