import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { isAlive, type ProcessRecord, recordOf } from '../process/process-identity.js';
import {
  createStateFile,
  readStateFile,
  removeStaleStateFile,
  replaceStateFile,
  type StateFileContent,
} from './state-file.js';

/** How long programs of a supervisor that vanished may take to end by themselves. */
const ORPHAN_GRACE_MS = 25_000;

/** The right to run the stack of one state folder, from `claimState` to `release`. */
export class StateClaim {
  constructor(
    readonly file: string,
    private content: StateFileContent,
  ) {}

  /** Records the programs that run now, so that they can be found if this process vanishes. */
  record(parts: readonly { name: string; pid: number }[]): void {
    const known = parts.flatMap(({ name, pid }) => {
      const record = recordOf(pid);
      return record ? [{ name, ...record }] : [];
    });
    this.content = { ...this.content, parts: known };
    replaceStateFile(this.file, this.content);
  }

  release(): void {
    rmSync(this.file, { force: true });
  }
}

export interface ClaimOptions {
  readonly file: string;
  readonly stateDir: string;
  readonly portBase: number;
  readonly controlPort: number | null;
  readonly now: () => Date;
  readonly onProgress: (message: string) => void;
}

/**
 * Claims a state folder for this process. What a vanished supervisor left behind is cleared first.
 * @throws LOC_ALREADY_RUNNING when its stack is alive.
 */
export async function claimState(options: ClaimOptions): Promise<StateClaim> {
  const { file, portBase, controlPort } = options;
  const supervisor = recordOf(process.pid) as ProcessRecord;
  const startedAt = options.now().toISOString();
  const content: StateFileContent = { version: 1, supervisor, startedAt, portBase, controlPort, parts: [] };
  while (!createStateFile(file, content)) {
    const found = readStateFile(file);
    if (!found) continue;
    if (isAlive(found.supervisor)) {
      throw new StellwerkError(errors.ALREADY_RUNNING, { state: options.stateDir, pid: found.supervisor.pid });
    }
    await endOrphans(found.parts, options.onProgress);
    removeStaleStateFile(file);
  }
  return new StateClaim(file, content);
}

/**
 * Waits until the recorded programs of a vanished supervisor are gone: their lifelines end them. What outlives that is
 * killed, after its identity has been checked again. Returns how many had to be killed.
 */
export async function endOrphans(
  records: readonly (ProcessRecord & { name: string })[],
  onProgress: (message: string) => void,
  graceMs: number = ORPHAN_GRACE_MS,
): Promise<number> {
  const left = () => records.filter(isAlive);
  const names = left().map((record) => record.name);
  if (names.length > 0) onProgress(`waiting for ${names.join(', ')} of the last run to end`);
  const deadline = performance.now() + graceMs;
  while (left().length > 0 && performance.now() < deadline) await sleep(100);
  const survivors = left();
  for (const { pid } of survivors) process.kill(pid, 'SIGKILL');
  while (left().length > 0) await sleep(50);
  return survivors.length;
}
