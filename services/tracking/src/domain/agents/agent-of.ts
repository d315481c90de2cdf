import type { Agent, AgentClass } from '@stellwerk/contracts';
import { combined, type Signal } from './signal.js';
import { PROGRAM_SCORE, type Verdict } from './user-agent-verdict.js';

/** What is known beside the user agent. */
export interface Circumstances {
  /** Signs in the request, in traps, in behaviour. */
  readonly signals: readonly Signal[];
  /** A program that proved by a signature who it is. */
  readonly proven?: { readonly name: string; readonly class: AgentClass } | undefined;
}

/** Whoever signs for Web Bot Auth is a program and says so, whether or not its key is known. */
export const UNKNOWN_SIGNER: Signal = { name: 'unknown-signer', weight: 0.9 };

const MAX_REASONS = 16;

/** Joins all that is known of a client: proof before recognition, recognition before signs. */
export function agentOf(verdict: Verdict, { signals, proven }: Circumstances): Agent {
  if (proven) return { class: proven.class, score: 1, reasons: ['signature'], name: proven.name, verified: true };
  const all = [...verdict.signals, ...signals].sort((one, other) => other.weight - one.weight);
  const score = Math.round(combined(all) * 1_000) / 1_000;
  const isUnmasked = verdict.class === 'human' && score >= PROGRAM_SCORE;
  return {
    class: isUnmasked ? classOfUnmasked(all) : verdict.class,
    score,
    reasons: [...new Set(all.map(({ name }) => name))].slice(0, MAX_REASONS),
    ...(verdict.name !== undefined && { name: verdict.name }),
  };
}

/** What a person's browser cannot do makes it a program that hides, unless it says by signing what it is. */
const classOfUnmasked = ([strongest]: readonly Signal[]): AgentClass =>
  strongest?.name === UNKNOWN_SIGNER.name ? 'good-bot' : 'bad-bot';

/** The same agent after more has been seen of it. What was proven stays proven. */
export function withSignals(agent: Agent, signals: readonly Signal[]): Agent {
  if (agent.verified) return agent;
  const score = Math.round((1 - (1 - agent.score) * (1 - combined(signals))) * 1_000) / 1_000;
  const names = [...signals].sort((one, other) => other.weight - one.weight).map(({ name }) => name);
  return {
    ...agent,
    class: agent.class === 'human' && score >= PROGRAM_SCORE ? 'bad-bot' : agent.class,
    score,
    reasons: [...new Set([...agent.reasons, ...names])].slice(0, MAX_REASONS),
  };
}
