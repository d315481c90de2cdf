import type { AgentClass } from '@stellwerk/contracts';
import { genericSignals } from './generic-signals.js';
import type { RecognisedAgent } from './known-agents.js';
import { combined, type Signal } from './signal.js';

/** What a user agent alone says of who sent it. */
export interface Verdict {
  readonly class: AgentClass;
  /** How sure it is that no person sat there, 0–1. */
  readonly score: number;
  readonly signals: readonly Signal[];
  readonly name?: string | undefined;
}

/** From here on a client counts as a program. */
export const PROGRAM_SCORE = 0.5;

const KNOWN: Signal = { name: 'known-agent', weight: 0.98 };
const AI_WORD = /gpt|llm|claude|gemini|copilot|\bai\b|[-_]ai\b|\bai[-_]|anthropic|openai|mistral|perplexity|deepseek/i;
const FOR_A_PERSON = /[-_ ]user\b|assistant|agent/i;
const NAME = /[A-Za-z][\w.-]{0,50}(?:bot|crawl|spider|fetch|monitor|preview)[\w.-]{0,20}/i;

/** Judges user agents: known programs first, then what gives unknown ones away. */
export function createUserAgentJudge(
  recognise: (userAgent: string) => RecognisedAgent | undefined,
): (userAgent: string) => Verdict {
  return (userAgent) => {
    const signals = genericSignals(userAgent);
    const known = recognise(userAgent);
    if (known) {
      const all = [KNOWN, ...signals];
      return { class: known.class, score: combined(all), signals: all, name: known.name };
    }
    const score = combined(signals);
    if (score < PROGRAM_SCORE) return { class: 'human', score, signals };
    return { class: classOf(userAgent, signals), score, signals, name: nameOf(userAgent) };
  };
}

/** A program that nobody has listed: good where it says who it is, else it hides. */
function classOf(userAgent: string, signals: readonly Signal[]): AgentClass {
  if (AI_WORD.test(userAgent)) return FOR_A_PERSON.test(userAgent) ? 'ai-agent' : 'ai-crawler';
  const says = signals.some(({ name }) => name === 'declares-itself' || name === 'contact-address');
  return says ? 'good-bot' : 'bad-bot';
}

function nameOf(userAgent: string): string | undefined {
  const [named] = NAME.exec(userAgent) ?? [];
  if (named !== undefined) return named.slice(0, 64);
  if (userAgent.startsWith('Mozilla/')) return undefined;
  return userAgent.split(/[/\s(;]/, 1)[0]?.slice(0, 64) || undefined;
}
