import { type Integrity, isAtLeast, joinLabels, type Label, TRUSTED_PUBLIC } from './label.js';
import { type PlannedStep, TaskPlan } from './task-plan.js';

/** A text that an agent has read, and how far it may be believed. */
export interface Reading {
  readonly text: string;
  readonly label: Label;
}

const MAX_REMEMBERED_CHARACTERS = 1_048_576;
/** Shorter texts occur everywhere by chance, so that finding them says nothing. */
const MIN_WITNESS_CHARACTERS = 3;

/**
 * Everything that an agent has read in one task. A model mixes what it reads in ways that nobody can follow, so whatever it
 * writes afterwards carries the join of all of it – with one exception: a value that stands word for word in a text which is
 * itself trusted (the user's request, the operator's address book) may be as trusted as that text, whoever copied it.
 */
export class TaskContext {
  #label: Label = TRUSTED_PUBLIC;
  readonly #witnesses: Reading[] = [];
  #remembered = 0;
  readonly #steps = new TaskPlan();

  /** Steps that are still to come; only {@link plan} adds any. */
  get steps(): Pick<TaskPlan, 'has' | 'use'> {
    return this.#steps;
  }

  /** The join of everything read so far. It never gets more trusted. */
  get label(): Label {
    return this.#label;
  }

  read(reading: Reading): void {
    this.#label = joinLabels(this.#label, reading.label);
    if (reading.label.integrity === 'untrusted') return;
    // Forgetting a witness can only make the gate stricter.
    if (this.#remembered + reading.text.length > MAX_REMEMBERED_CHARACTERS) return;
    this.#remembered += reading.text.length;
    this.#witnesses.push({ ...reading, text: canonical(reading.text) });
  }

  /**
   * Notes a step that the task will take. Whoever plans has read nothing untrusted yet, so nothing untrusted has a say in it.
   * @returns `false` where it is too late, and nothing was noted
   */
  plan(step: PlannedStep): boolean {
    if (this.#label.integrity === 'untrusted') return false;
    this.#steps.add(step);
    return true;
  }

  /**
   * The label of a value that the agent wrote.
   * @param value any JSON value; every text, number and flag in it needs a witness of its own
   */
  labelOf(value: unknown): Label {
    const integrity = this.#integrityOf(value);
    return integrity === null ? this.#label : { ...this.#label, integrity };
  }

  /** `null`: no witness, the value is what the task's label says. */
  #integrityOf(value: unknown): Integrity | null {
    let least: Integrity = 'trusted';
    for (const leaf of leavesOf(value)) {
      const found = this.#witnessOf(leaf);
      if (found === null) return null;
      if (isAtLeast(least, found)) least = found;
    }
    return isAtLeast(least, this.#label.integrity) ? least : this.#label.integrity;
  }

  #witnessOf(leaf: string): Integrity | null {
    const text = canonical(leaf);
    if (text.length < MIN_WITNESS_CHARACTERS) return null;
    let best: Integrity | null = null;
    for (const witness of this.#witnesses) {
      if (!containsWhole(witness.text, text)) continue;
      if (witness.label.integrity === 'trusted') return 'trusted';
      best = witness.label.integrity;
    }
    return best;
  }
}

/** Case and the width of spaces are no difference; anything else is. */
const canonical = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

const WORD = /[\p{L}\p{N}_@.+-]/u;
const DOT_AT_END = /^[.]+(?:\s|$)/u;

/** Whether `part` stands in `whole` between word boundaries: `a@b.de` must not be found in `xa@b.de` or `a@b.de.evil.com`. */
function containsWhole(whole: string, part: string): boolean {
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
    const before = [...whole.slice(Math.max(0, at - 2), at)].at(-1);
    const rest = whole.slice(at + part.length, at + part.length + 8);
    const after = [...rest].at(0);
    const opens = before === undefined || !WORD.test(before);
    const closes = after === undefined || !WORD.test(after) || DOT_AT_END.test(rest);
    if (opens && closes) return true;
  }
  return false;
}

/** Texts, numbers and flags inside a JSON value, keys of objects included: a key can carry a message as well as a value. */
function* leavesOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') yield String(value);
  else if (Array.isArray(value)) for (const item of value) yield* leavesOf(item);
  else if (value !== null && typeof value === 'object')
    for (const [key, item] of Object.entries(value)) {
      yield key;
      yield* leavesOf(item);
    }
}
