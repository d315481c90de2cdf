import type { AgentClass } from '@stellwerk/contracts';
import { PatternSet } from '../patterns/pattern-set.js';

/** A program known by a pattern in its user agent. */
export interface KnownAgent {
  readonly pattern: RegExp;
  readonly class: Exclude<AgentClass, 'human'>;
  /** Name to show; absent = what the pattern matched. */
  readonly name?: string;
}

export interface RecognisedAgent {
  readonly name: string;
  readonly class: Exclude<AgentClass, 'human'>;
}

const MAX_NAME_LENGTH = 64;

/** Finds the first of the known programs that a user agent names. */
export function createKnownAgents(agents: readonly KnownAgent[]): (userAgent: string) => RecognisedAgent | undefined {
  const patterns = new PatternSet(agents.map(({ pattern }) => pattern));
  return (userAgent) => {
    const found = patterns.first(userAgent);
    if (!found) return undefined;
    const { name, class: agentClass } = agents[found.index] as KnownAgent;
    return { name: (name ?? tidy(found.match[0])).slice(0, MAX_NAME_LENGTH), class: agentClass };
  };
}

/** A name without the slash or bracket that a pattern ends with. */
const tidy = (text: string): string => text.replace(/^[\s(;,/]+|[\s(;,/]+$/g, '') || 'unnamed';
