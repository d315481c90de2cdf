import type { Assertion } from '@stellwerk/contracts';
import type { Link, Refusal, Resolution } from './resolve.js';

/** Why two keys are one person, or why not. */
export type Explanation =
  | { readonly same: true; readonly person: string; readonly path: readonly ExplainedLink[] }
  | { readonly same: false; readonly refused: readonly (ExplainedLink & { readonly why: Refusal })[] };

export interface ExplainedLink {
  readonly left: string;
  readonly right: string;
  readonly rule: Assertion['rule'];
  /** Earliest statement behind the link. */
  readonly since: string;
  readonly sourceEventId: string;
  readonly statements: number;
}

/** The shortest path of statements between two keys of a container, or the statements that were refused. */
export function explain(resolution: Resolution, left: string, right: string): Explanation {
  const person = resolution.persons.get(left);
  if (person === undefined || person !== resolution.persons.get(right)) {
    return { same: false, refused: resolution.refused.map((link) => ({ ...explained(link), why: link.why })) };
  }
  return { same: true, person, path: pathBetween(resolution.joined, left, right).map(explained) };
}

function pathBetween(links: readonly Link[], from: string, to: string): Link[] {
  const cameBy = new Map<string, Link | null>([[from, null]]);
  const queue = [from];
  for (let key = queue.shift(); key !== undefined && key !== to; key = queue.shift()) {
    for (const link of links) {
      const next = link.left === key ? link.right : link.right === key ? link.left : undefined;
      if (next === undefined || cameBy.has(next)) continue;
      cameBy.set(next, link);
      queue.push(next);
    }
  }
  const path: Link[] = [];
  for (let key = to; key !== from; ) {
    const link = cameBy.get(key);
    if (!link) return path;
    path.unshift(link);
    key = link.left === key ? link.right : link.left;
  }
  return path;
}

function explained({ left, right, rule, assertions }: Link): ExplainedLink {
  const [first] = assertions as [Assertion];
  return {
    left,
    right,
    rule,
    since: first.eventTime,
    sourceEventId: first.sourceEventId,
    statements: assertions.length,
  };
}
