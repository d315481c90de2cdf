import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { withLifeline } from './lifeline.js';

export interface ProcessSpec {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Time between SIGTERM and SIGKILL, when stopped and when the supervisor vanishes. */
  readonly stopTimeoutMs: number;
}

export interface ExitInfo {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One running program under a lifeline, in a process group of its own; its output arrives line by line. */
export class PartProcess {
  readonly pid: number;
  /** Settles when the program has ended and its output is read. */
  readonly exited: Promise<ExitInfo>;
  readonly #ended = new AbortController();

  private constructor(
    private readonly child: ChildProcess,
    private readonly spec: ProcessSpec,
    onLine: (line: string) => void,
  ) {
    this.pid = child.pid as number;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
    }
    this.exited = new Promise((resolve) => {
      child.once('exit', () => {
        this.#ended.abort();
        this.#lifeline().destroy();
      });
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  /** @throws when the program cannot be started at all. */
  static start(spec: ProcessSpec, onLine: (line: string) => void): Promise<PartProcess> {
    const [command, ...args] = withLifeline(spec.argv, Math.ceil(spec.stopTimeoutMs / 1_000));
    const child = spawn(command, args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => resolve(new PartProcess(child, spec, onLine)));
    });
  }

  get running(): boolean {
    return !this.#ended.signal.aborted;
  }

  /** Aborted when the program has ended. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Sends a signal to the program itself; false when it has already ended. */
  signal(signal: NodeJS.Signals): boolean {
    return this.running && this.child.kill(signal);
  }

  /** SIGTERM, then SIGKILL after the stop time-out; returns when the program is gone. */
  async stop(): Promise<ExitInfo> {
    this.signal('SIGTERM');
    const force = setTimeout(() => this.signal('SIGKILL'), this.spec.stopTimeoutMs);
    try {
      return await this.exited;
    } finally {
      clearTimeout(force);
    }
  }

  #lifeline(): Writable {
    return this.child.stdio[3] as Writable;
  }
}
