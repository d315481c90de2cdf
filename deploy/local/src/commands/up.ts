import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { statePaths } from '../paths.js';
import { pause } from '../process/wait.js';
import { findSupervisor } from '../supervisor/control-client.js';
import type { StatusReport } from '../supervisor/control-protocol.js';
import { runSupervisor, type SupervisorOptions } from '../supervisor/run-supervisor.js';
import { followLines, lastLines } from './log-lines.js';
import type { Write } from './output.js';

export interface UpOptions extends Omit<SupervisorOptions, 'onProgress'> {
  readonly write: Write;
}

/** Runs the stack in the foreground until it is stopped. @throws what prevented the start. */
export async function up({ write, ...options }: UpOptions): Promise<void> {
  await runSupervisor({ ...options, onProgress: write });
}

export interface UpDetachedOptions {
  readonly stateDir: string;
  /** The command line that runs `up` in the foreground with the same options, program first. */
  readonly command: readonly [string, ...string[]];
  readonly write: Write;
}

/**
 * Starts the supervisor as a process of its own, passes on what it reports, and returns when the stack is ready.
 * @throws LOC_ALREADY_RUNNING, LOC_DETACHED_START_FAILED.
 */
export async function upDetached({ stateDir, command, write }: UpDetachedOptions): Promise<StatusReport> {
  const paths = statePaths(resolve(stateDir));
  const running = await findSupervisor(stateDir);
  if (running)
    throw new StellwerkError(errors.ALREADY_RUNNING, { state: paths.root, pid: running.state.supervisor.pid });
  const log = paths.log('supervisor');
  mkdirSync(dirname(log), { recursive: true });
  const began = existsSync(log) ? statSync(log).size : 0;
  const output = openSync(log, 'a');
  const [program, ...args] = command;
  const child = spawn(program, args, { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  child.unref();
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', (error) => reject(failure(error.message, log)));
    child.once('exit', async () => reject(failure((await lastLines(log, 1)).text[0] ?? 'it printed nothing', log)));
  });
  const settled = new AbortController();
  const followed = followLines(log, began, write, settled.signal);
  try {
    return await Promise.race([untilReady(stateDir, settled.signal), failed]);
  } finally {
    settled.abort();
    await followed;
  }
}

async function untilReady(stateDir: string, cancelled: AbortSignal): Promise<StatusReport> {
  while (!cancelled.aborted) {
    const report = await statusIfAny(stateDir);
    if (report?.phase === 'ready') return report;
    await pause(200, cancelled);
  }
  throw new StellwerkError(errors.START_CANCELLED);
}

/** Undefined while the supervisor has not opened its port yet, or no longer. */
async function statusIfAny(stateDir: string): Promise<StatusReport | undefined> {
  try {
    return await (await findSupervisor(stateDir))?.status();
  } catch {
    return undefined;
  }
}

const failure = (reason: string, log: string) => new StellwerkError(errors.DETACHED_START_FAILED, { reason, log });
