import type { Finding, Provenance } from '@stellwerk/guard';
import type { TextCheck, TextGuard, TextVerdict } from '../text/text-guard.js';
import type { ChatMessage } from './chat-request.js';

/** Where a message's text comes from, by its role. What a model wrote before was read by it, so it is checked as output. */
const provenanceOf: Readonly<Record<ChatMessage['role'], Provenance>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'output',
  tool: 'tool',
};

/** What one check of a text said, for the record. */
export interface TextChecked {
  readonly provenance: Provenance;
  readonly characters: number;
  readonly verdict: TextVerdict;
  /** How long it took. */
  readonly microseconds: number;
}

/** @param stopwatch milliseconds from any fixed point */
export async function timedCheck(guard: TextGuard, check: TextCheck, stopwatch: () => number): Promise<TextChecked> {
  const startedMs = stopwatch();
  const verdict = await guard.check(check);
  const microseconds = Math.round((stopwatch() - startedMs) * 1_000);
  return { provenance: check.provenance, characters: check.text.length, verdict, microseconds };
}

export interface CheckedMessages {
  readonly messages: readonly ChatMessage[];
  readonly checks: readonly TextChecked[];
  readonly isBlocked: boolean;
  readonly findings: readonly Finding[];
}

/** Checks every text of a conversation, and puts what was repaired in its place. */
export async function checkMessages(
  guard: TextGuard,
  { tenant, useCase }: { tenant: string; useCase: string },
  messages: readonly ChatMessage[],
  stopwatch: () => number,
): Promise<CheckedMessages> {
  const checks: TextChecked[] = [];
  const checkText = async (provenance: Provenance, text: string): Promise<string> => {
    const checked = await timedCheck(guard, { tenant, useCase, provenance, text }, stopwatch);
    checks.push(checked);
    return checked.verdict.text;
  };
  const checked: ChatMessage[] = [];
  for (const message of messages) {
    const provenance = provenanceOf[message.role];
    const { content } = message;
    if (typeof content === 'string') checked.push({ ...message, content: await checkText(provenance, content) });
    else if (Array.isArray(content)) {
      const parts = [];
      for (const part of content) {
        parts.push(part.text === undefined ? part : { ...part, text: await checkText(provenance, part.text) });
      }
      checked.push({ ...message, content: parts });
    } else checked.push(message);
  }
  return {
    messages: checked,
    checks,
    isBlocked: checks.some(({ verdict }) => verdict.verdict === 'block'),
    findings: checks.flatMap(({ verdict }) => verdict.findings),
  };
}

/** What a model is told in confidence: an answer must not quote it. */
export const promptsOf = (messages: readonly ChatMessage[]): string[] =>
  messages
    .filter(({ role }) => provenanceOf[role] === 'system')
    .flatMap(({ content }) =>
      typeof content === 'string' ? content : (content ?? []).flatMap(({ text }) => text ?? []),
    );
