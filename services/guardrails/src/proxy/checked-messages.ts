import type { Finding, Provenance } from '@stellwerk/guard';
import type { TextGuard, TextVerdict } from '../text/text-guard.js';
import type { ChatMessage } from './chat-request.js';

/** Where a message's text comes from, by its role. What a model wrote before was read by it, so it is checked as output. */
const provenanceOf: Readonly<Record<ChatMessage['role'], Provenance>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'output',
  tool: 'tool',
};

export interface CheckedMessages {
  readonly messages: readonly ChatMessage[];
  readonly checks: readonly {
    readonly provenance: Provenance;
    readonly characters: number;
    readonly verdict: TextVerdict;
  }[];
  readonly isBlocked: boolean;
  readonly findings: readonly Finding[];
}

/** Checks every text of a conversation, and puts what was repaired in its place. */
export async function checkMessages(
  guard: TextGuard,
  { tenant, useCase }: { tenant: string; useCase: string },
  messages: readonly ChatMessage[],
): Promise<CheckedMessages> {
  const checks: CheckedMessages['checks'][number][] = [];
  const checkText = async (provenance: Provenance, text: string): Promise<string> => {
    const verdict = await guard.check({ tenant, useCase, provenance, text });
    checks.push({ provenance, characters: text.length, verdict });
    return verdict.text;
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
