import { canonicalJson } from '@stellwerk/contracts';
import type { JsonObject } from './tool.js';

/** A call that a task will make, as far as it is known before it begins. */
export interface PlannedStep {
  readonly tool: string;
  /** How often. Default once. */
  readonly calls?: number;
  /** Arguments that are known already: only a call with the same values is this step. */
  readonly arguments?: JsonObject;
}

interface OpenStep {
  readonly tool: string;
  readonly bound: ReadonlyMap<string, string>;
  left: number;
}

/** Steps that are still to come. */
export class TaskPlan {
  readonly #steps: OpenStep[] = [];

  add({ tool, calls = 1, arguments: known = {} }: PlannedStep): void {
    const bound = new Map(Object.entries(known).map(([name, value]) => [name, canonicalJson(value)]));
    this.#steps.push({ tool, bound, left: calls });
  }

  has(tool: string, given: JsonObject): boolean {
    return this.#find(tool, given) !== undefined;
  }

  /** Uses up the step that a call is, where there is one. @returns what gives it back */
  use(tool: string, given: JsonObject): (() => void) | undefined {
    const step = this.#find(tool, given);
    if (!step) return undefined;
    step.left--;
    return () => {
      step.left++;
    };
  }

  /** Of several steps the one that says most, so that a precise step does not use up a vague one. */
  #find(tool: string, given: JsonObject): OpenStep | undefined {
    let best: OpenStep | undefined;
    for (const step of this.#steps) {
      if (step.left <= 0 || step.tool !== tool) continue;
      if (best && best.bound.size >= step.bound.size) continue;
      const fits = [...step.bound].every(
        ([name, value]) => Object.hasOwn(given, name) && canonicalJson(given[name]) === value,
      );
      if (fits) best = step;
    }
    return best;
  }
}
