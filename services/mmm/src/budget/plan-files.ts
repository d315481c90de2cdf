import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import type { PlanSummary } from '../domain/plan-summary.js';
import { errors } from '../errors.js';
import { writeWhole } from '../registry/whole-file.js';

/** What was said of each proposal when it was made: what its report is written from. */
export class PlanFiles {
  readonly #root: string;

  constructor(stateDir: string) {
    this.#root = join(stateDir, 'plans');
  }

  async write(summary: PlanSummary): Promise<void> {
    await mkdir(this.#root, { recursive: true });
    await writeWhole(this.#fileOf(summary.planId), `${JSON.stringify(summary, null, 2)}\n`);
  }

  /** @throws StellwerkError MMM_PLAN_FILE_LOST where this disk does not have it */
  async read(proposalId: string): Promise<PlanSummary> {
    const text = await readFile(this.#fileOf(proposalId), 'utf8').catch(() => null);
    if (text === null) throw new StellwerkError(errors.PLAN_FILE_LOST, { proposalId }, { field: 'id' });
    return JSON.parse(text);
  }

  #fileOf = (proposalId: string): string => join(this.#root, `${proposalId}.json`);
}
