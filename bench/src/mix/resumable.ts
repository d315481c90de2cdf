import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../surroundings.js';

/**
 * Results of single steps of a long measurement, kept line by line, so that one that was interrupted goes on. Steps belong to the
 * settings and to the code of the folders named: with other ones it begins anew.
 */
export class Resumable<Step> {
  readonly steps: Step[];
  private readonly file: string;

  constructor(name: string, settings: object, folders: readonly string[]) {
    const trees = folders.map((folder) => git('rev-parse', `HEAD:${folder}`));
    const changed = git('status', '--porcelain', '--', ...folders);
    const key = createHash('sha256')
      .update(JSON.stringify([settings, trees, changed]))
      .digest('hex')
      .slice(0, 16);
    const folder = join(repositoryRoot, '.stellwerk', 'bench');
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, `${name}-${key}.jsonl`);
    const lines = existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n') : [];
    // A line that was cut by a crash is measured again.
    this.steps = lines.slice(0, -1).flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Step] : []));
  }

  add(step: Step): void {
    appendFileSync(this.file, `${JSON.stringify(step)}\n`);
    this.steps.push(step);
  }
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: repositoryRoot, encoding: 'utf8' }).trim();
