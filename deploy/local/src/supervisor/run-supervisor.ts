import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { parsePartName } from '../parts.js';
import { statePaths } from '../paths.js';
import { residentBytes } from '../process/resident-memory.js';
import { readOrCreateSecret } from '../secrets.js';
import { type Phase, type StatusReport, TOKEN_SECRET } from './control-protocol.js';
import { startControlServer } from './control-server.js';
import { prepareStack } from './prepare-stack.js';
import type { Stack } from './stack.js';
import type { StackOptions } from './stack-options.js';

export interface SupervisorOptions extends Omit<StackOptions, 'signal' | 'freePorts'> {
  /** Runs once every part is ready; the stack counts as ready after it. A failure stops the stack. */
  readonly onReady?: (stack: Stack) => Promise<void>;
}

/**
 * Runs the stack in this process until it is told to stop: by SIGINT, SIGTERM or SIGHUP, or by `POST /stop`.
 * Returns after a clean stop. @throws what prevented the start; nothing keeps running then.
 */
export async function runSupervisor(options: SupervisorOptions): Promise<void> {
  const paths = statePaths(resolve(options.stateDir));
  const stopRequest = new AbortController();
  const release = onStopSignals(() => stopRequest.abort());
  const startedAt = new Date().toISOString();
  let phase: Phase = 'starting';
  let server: Server | undefined;
  let stack: Stack | undefined;
  try {
    stack = await prepareStack({ ...options, signal: stopRequest.signal }, 'supervisor');
    const running = stack;
    stopRequest.signal.addEventListener('abort', () => void running.stop());
    server = await startControlServer({
      port: running.ports.supervisor,
      token: await readOrCreateSecret(paths.secrets, TOKEN_SECRET),
      handlers: {
        status: () => report(running, { phase: stopRequest.signal.aborted ? 'stopping' : phase, startedAt }),
        stop: () => stopRequest.abort(),
        restart: async (part) => running.restart(parsePartName(part)),
      },
    });
    const stopAsked = aborted(stopRequest.signal);
    await Promise.race([running.start(), stopAsked]);
    phase = 'preparing';
    await Promise.race([options.onReady?.(running), stopAsked]);
    phase = 'ready';
    await stopAsked;
  } catch (error) {
    if (!stopRequest.signal.aborted) throw error;
  } finally {
    await stack?.stop();
    server?.close();
    release();
  }
}

async function report(stack: Stack, head: { phase: Phase; startedAt: string }): Promise<StatusReport> {
  const parts = stack.status;
  const pids = parts.flatMap((part) => (part.pid === null ? [] : [part.pid]));
  const memory = await residentBytes([process.pid, ...pids]);
  return {
    ...head,
    pid: process.pid,
    portBase: stack.portBase,
    residentBytes: memory.get(process.pid) ?? null,
    parts: parts.map((part) => ({ ...part, residentBytes: (part.pid && memory.get(part.pid)) || null })),
  };
}

/** Ctrl-C arrives twice under npm: from the terminal and passed on. Only a signal after this time is a second wish. */
const SECOND_WISH_MS = 2_000;

/** Calls back on the first signal that asks for a stop; a later one ends this process, and the lifelines the parts. */
function onStopSignals(stop: () => void): () => void {
  let askedAt: number | undefined;
  const listener = () => {
    if (askedAt !== undefined && performance.now() - askedAt > SECOND_WISH_MS) process.exit(130);
    askedAt ??= performance.now();
    stop();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
