import type { ReadBatch } from '../file-reader.js';
import type { Problem } from '../problem.js';
import { contentOf, naturalKey } from '../rows/key.js';
import type { RowPlan } from '../rows/plan.js';
import type { ReadRow } from '../rows/read-row.js';
import { repeatProblem } from '../rows/repeat.js';
import { KeyTable } from './key-table.js';

/** What a file holds, as far as it can be seen without a platform. */
export interface FileCheck {
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  /** Good rows that say again what an earlier row of the file says. */
  readonly repeated: number;
  readonly problems: number;
}

/** Judges every row of a file, also against the rows before it. */
export class FileChecker {
  readonly #keys = new KeyTable();
  #check: FileCheck = { rows: 0, good: 0, bad: 0, repeated: 0, problems: 0 };

  /** The problems of a batch, in the order of its rows. */
  check(plan: RowPlan, { rows }: Pick<ReadBatch, 'rows'>): Problem[] {
    return rows.flatMap((row) => this.#checkRow(plan, row));
  }

  get result(): FileCheck {
    return this.#check;
  }

  #checkRow({ kind }: RowPlan, { row, line, value, problems }: ReadRow): readonly Problem[] {
    const count = (change: Partial<Record<keyof FileCheck, number>>) => {
      const { rows, good, bad, repeated, problems: before } = this.#check;
      this.#check = {
        rows: rows + 1,
        good: good + (change.good ?? 0),
        bad: bad + (change.bad ?? 0),
        repeated: repeated + (change.repeated ?? 0),
        problems: before + (change.problems ?? 0),
      };
    };
    if (!value) {
      count({ bad: 1, problems: problems.length });
      return problems;
    }
    const seen = this.#keys.note(naturalKey(kind, value) ?? '', contentOf(kind, value), row);
    const problem = seen?.isSame === false && repeatProblem(kind, { row, line }, { row: seen.row, isInFile: true });
    if (problem) {
      count({ bad: 1, problems: 1 });
      return [problem];
    }
    count({ good: 1, repeated: seen ? 1 : 0 });
    return [];
  }
}
