import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { statePaths } from '../paths.js';
import { isAlive } from '../process/process-identity.js';
import { endOrphans } from '../supervisor/claim.js';
import { findSupervisor } from '../supervisor/control-client.js';
import { readStateFile, removeStaleStateFile } from '../supervisor/state-file.js';
import type { Write } from './output.js';

export interface DownOptions {
  readonly stateDir: string;
  readonly write: Write;
  /** How long the supervisor may take for its clean stop; default two minutes. */
  readonly timeoutMs?: number;
}

const CLEAN_STOP_MS = 120_000;

/**
 * Stops the stack of a state folder and returns when nothing of it runs any more. Without a supervisor it clears what
 * a vanished one left behind. @throws LOC_NOT_STOPPED when the supervisor does not end in time.
 */
export async function down({ stateDir, write, timeoutMs = CLEAN_STOP_MS }: DownOptions): Promise<void> {
  const { root, supervisorFile } = statePaths(resolve(stateDir));
  const state = readStateFile(supervisorFile);
  if (!state) {
    write(`no stack runs on ${root}`);
    return;
  }
  if (!isAlive(state.supervisor)) {
    const killed = await endOrphans(state.parts, write);
    removeStaleStateFile(supervisorFile);
    write(
      `the supervisor was gone already; ${killed === 0 ? 'nothing' : `${killed} left-over processes`} had to be ended`,
    );
    return;
  }
  const supervisor = await findSupervisor(stateDir);
  if (supervisor) await supervisor.stop();
  else process.kill(state.supervisor.pid, 'SIGTERM');
  const deadline = performance.now() + timeoutMs;
  while (isAlive(state.supervisor)) {
    if (performance.now() > deadline) {
      throw new StellwerkError(errors.NOT_STOPPED, { pid: state.supervisor.pid, seconds: timeoutMs / 1_000 });
    }
    await sleep(100);
  }
  write('stopped');
}
