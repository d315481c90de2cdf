import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installQdrant } from '@stellwerk/local';
import { createVectorEngine } from '@stellwerk/vectors';
import { repositoryRoot } from '../surroundings.js';

const READY_WITHIN_MS = 60_000;
const KEY = 'key-of-the-benchmark';

/** The embedded vector engine as a process of its own, which can be killed and started again on the same data. */
export class EngineProcess {
  #process: ChildProcess | undefined;

  private constructor(
    private readonly python: string,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(folder: string): Promise<EngineProcess> {
    const python = await installQdrant({ root: repositoryRoot, onProgress: () => {} });
    mkdirSync(join(folder, 'engine'), { recursive: true });
    writeFileSync(join(folder, 'key'), KEY, { mode: 0o600 });
    const engine = new EngineProcess(python, folder, await freePort());
    await engine.restart();
    return engine;
  }

  get endpoint(): { readonly url: string; readonly apiKey: string } {
    return { url: `http://127.0.0.1:${this.port}`, apiKey: KEY };
  }

  /** Starts it and waits until it answers. */
  async restart(): Promise<void> {
    const main = join(repositoryRoot, 'deploy', 'local', 'qdrant', 'main.py');
    const options = ['--folder', join(this.folder, 'engine'), '--port', String(this.port)];
    const command = ['-E', '-s', '-B', main, ...options, '--api-key-file', join(this.folder, 'key')];
    this.#process = spawn(this.python, command, { stdio: ['ignore', 'ignore', 'inherit'] });
    const engine = createVectorEngine(this.endpoint);
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!(await engine.isReady())) {
      if (performance.now() > deadline) throw new Error('the vector engine does not answer');
      await sleep(50);
    }
  }

  /** Ends it at once, and waits until it has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
