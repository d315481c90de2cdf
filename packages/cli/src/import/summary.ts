import type { Problem } from '@stellwerk/import';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';

interface Group {
  readonly code: string;
  readonly column: string;
  readonly example: Problem;
  count: number;
}

/** Problems by code and column, for people: what is wrong how often, and where it is first. */
export class ProblemSummary {
  readonly #groups = new Map<string, Group>();

  add(problem: Problem): void {
    const { code, column = problem.field ?? '' } = problem;
    const name = `${code} ${column}`;
    const group = this.#groups.get(name) ?? { code, column, example: problem, count: 0 };
    group.count += 1;
    this.#groups.set(name, group);
  }

  /** A table of the most frequent, and the remedy of each code. */
  lines(): string[] {
    const groups = [...this.#groups.values()].sort((left, right) => right.count - left.count).slice(0, MOST_SHOWN);
    if (groups.length === 0) return [];
    const remedies = new Map(groups.map(({ code, example }) => [code, example.fix]));
    return [...renderTable(COLUMNS, groups), '', ...[...remedies].map(([code, fix]) => `${code}: ${fix}`)];
  }
}

const MOST_SHOWN = 20;
const COLUMNS = [
  { title: 'problems', align: 'right' as const, text: ({ count }: Group) => formatNumber(count) },
  { title: 'column', text: ({ column }: Group) => column },
  { title: 'code', text: ({ code }: Group) => code },
  { title: 'first in row', align: 'right' as const, text: ({ example }: Group) => String(example.row) },
  { title: 'what', text: ({ example }: Group) => example.problem },
  { title: 'says', text: ({ example }: Group) => example.value ?? '' },
];
